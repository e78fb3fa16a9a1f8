"""Show the days of the calendar in the console."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from filing_portal.base.lines import Fact
from filing_portal.base.paging import Keyset
from filing_portal.base.statuses import Tone, status_tag, tag
from filing_portal.base.templatetags.portal import long_day
from filing_portal.console.listing import written
from filing_portal.console.menu import Caution, Link
from filing_portal.console.reading import ReferenceAdmin
from filing_portal.terms.admin.cautions import missing_notice
from filing_portal.terms.admin.versions import is_in_menu
from filing_portal.terms.models import Day
from filing_portal.terms.states import Status


@admin.register(Day)
class DayAdmin(ReferenceAdmin[Day]):
    route = "workdays/day"
    label = _("Working calendar")
    icon = "calendar3"
    list_display = ("day", "kind", "name", "source", "state")
    list_per_page = 100
    keyset = Keyset(("date", "pk"))
    lede = _("The days that are not what their weekday says: public holidays, and weekend days that are worked.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Day]:
        return super().get_queryset(request).select_related("notice").annotate(holder=in_force())

    def show(self, request: HttpRequest, rows: QuerySet[Day], code: str) -> QuerySet[Day]:
        return rows.filter(notice__status=Status.RELEASED)

    def cautions(self, request: HttpRequest) -> list[Caution]:
        return missing_notice(request)

    def links(self, request: HttpRequest) -> list[Link]:
        return super().links(request) if is_in_menu(request) else []

    def page_context(self, request: HttpRequest, row: Day) -> dict[str, Any]:
        notice = reverse("admin:terms_notice_change", args=[row.notice_id])
        facts = [
            Fact(_("Date"), long_day(row.date)),
            Fact(_("Kind"), row.get_kind_display()),
            Fact(pgettext_lazy("holiday", "Name"), row.name),
            Fact(_("Notice"), row.notice, notice),
            Fact(_("Valid from"), written(row.notice.valid_from)),
            Fact(_("Status"), self.state(row)),
        ]
        return {"title": f"{written(row.date)} {row.name}", "facts": facts}

    @admin.display(description=_("date"))
    def day(self, row: Day) -> str:
        url = reverse("admin:terms_day_change", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, long_day(row.date))

    @admin.display(description=_("notice"))
    def source(self, row: Day) -> str:
        url = reverse("admin:terms_notice_change", args=[row.notice_id])
        return format_html('<a lang="zh-Hans" href="{}">{}</a>', url, row.notice)

    @admin.display(description=_("status"))
    def state(self, row: Any) -> str:
        """Say whether the day's notice holds; its `holder` is fetched with the day."""
        if row.notice.status != Status.RELEASED:
            return status_tag(row.notice)
        if row.holder == row.notice.code:
            return tag(gettext("In force"), Tone.OK)
        return tag(gettext("Superseded by %(notice)s") % {"notice": row.holder})


def in_force() -> Subquery:
    """Return the code of the notice whose word about the day holds: the one released last."""
    said = Day.objects.filter(date=OuterRef("date"), notice__status=Status.RELEASED)
    return Subquery(said.order_by("-notice__released_at", "-notice_id").values("notice__code")[:1])
