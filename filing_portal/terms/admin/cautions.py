"""Warn in the console as long as the notice of the next year is missing."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from filing_portal.base.rules import account_of
from filing_portal.console.menu import Caution, Text
from filing_portal.terms import workflow
from filing_portal.terms.missing import years_missing, years_overdue
from filing_portal.terms.models import Notice

PREPARE_NOTICE = "terms.prepare_notice"
IMPORT_IT = _(
    "The notice for %(year)s is not in the calendar yet: every due day after %(day)s is provisional."
    " Import it as soon as it is published, and have a second officer release it."
)
IT_IS_IMPORTED = _(
    "The notice for %(year)s is not in the calendar yet: every due day after %(day)s is provisional."
    " A system administrator of the national office imports it as soon as it is published."
)
IT_WAITS = _(
    "The notice for %(year)s is prepared and waits for its release by a second system administrator of the national"
    " office: until then every due day after %(day)s is provisional."
)


def missing_notice(request: HttpRequest) -> list[Caution]:
    """Return the sentence about the first year whose notice is not there yet, from 1 October of the year before on."""
    calendar, today = workflow.calendar(), clock.today()
    missing = years_missing(today, calendar.last_year)
    if not missing:
        return []
    sentence, url, label = what_to_do(request, missing[0])
    told = {"year": missing[0], "day": date_format(calendar.last_certain_day)}
    is_late = bool(years_overdue(today, calendar.last_year))
    return [Caution(text=sentence % told, is_late=is_late, url=url, label=label)]


def what_to_do(request: HttpRequest, year: int) -> tuple[Text, str, str]:
    """Return the sentence about the missing year, and the way to what this officer can do or read about it."""
    waiting = Notice.objects.prepared().filter(year=year).order_by("-pk").values_list("pk", flat=True).first()
    if waiting:
        return IT_WAITS, reverse("admin:terms_notice_change", args=[waiting]), gettext("Read it")
    officer = account_of(request)
    if officer.has_perm(PREPARE_NOTICE) and officer.post.office.is_national:
        return IMPORT_IT, reverse("admin:terms_notice_import"), gettext("Import a notice")
    return IT_IS_IMPORTED, "", ""
