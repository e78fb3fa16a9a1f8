from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class InspectionsConfig(parts.App):
    name = "inspections"
    verbose_name = _("Inspections")
    member_menu = ((_("Inspections"), "inspections:list"),)
