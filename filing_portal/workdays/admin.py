from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from filing_portal.offices.listing import Keyset
from filing_portal.offices.reading import ReferenceAdmin
from filing_portal.workdays.models import Day, Notice, Rule


@admin.register(Day)
class DayAdmin(ReferenceAdmin):
    label = _("Working calendar")
    icon = "calendar3"
    list_display = ("date", "kind", "name", "notice")
    list_per_page = 100
    keyset = Keyset(("date",))
    lede = _("The days that are not what their weekday says: public holidays, and weekend days that are worked.")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("notice")


@admin.register(Notice)
class NoticeAdmin(ReferenceAdmin):
    label = _("Calendar notices")
    icon = "file-earmark-text"
    list_display = ("title", "year", "published_on", "address")
    keyset = Keyset(("published_on", "pk"))
    lede = _("The State Council's notices from which the calendar is made.")


@admin.register(Rule)
class RuleAdmin(ReferenceAdmin):
    icon = "hourglass-split"
    list_display = ("code", "working_days", "article", "is_law", "valid_from")
    list_per_page = 100
    keyset = Keyset(descending=False)
    lede = _("The time limits in working days, where they are written, and from when each holds.")
