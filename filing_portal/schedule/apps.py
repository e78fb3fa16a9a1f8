from django.utils.translation import gettext_lazy as _

from filing_portal.base import parts


class ScheduleConfig(parts.App):
    name = "filing_portal.schedule"
    verbose_name = _("Schedule")
