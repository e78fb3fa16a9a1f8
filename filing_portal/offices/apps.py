from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class OfficesConfig(parts.App):
    name = "filing_portal.offices"
    verbose_name = _("Offices")
