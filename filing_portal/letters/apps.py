from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class LettersConfig(parts.App):
    name = "filing_portal.letters"
    verbose_name = _("Letters")
