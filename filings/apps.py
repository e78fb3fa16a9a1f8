from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class FilingsConfig(parts.App):
    name = "filings"
    verbose_name = _("Filings")
    member_menu = ((_("Filings"), "filings:list"),)
