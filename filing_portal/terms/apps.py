"""The app of terms."""

from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class TermsConfig(parts.App):
    name = "filing_portal.terms"
    verbose_name = _("Workdays")
