"""The app of terms."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TermsConfig(AppConfig):
    name = "filing_portal.terms"
    verbose_name = _("Workdays")
