from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from filing_portal.offices.menu import Caution
from filing_portal.workdays import clock, workflow
from filing_portal.workdays.missing import years_missing, years_overdue

PREPARE_NOTICE = "workdays.prepare_notice"
IMPORT_IT = _(
    "The notice for %(year)s is not in the calendar yet: every due day after %(day)s is provisional."
    " Import it as soon as it is published, and have a second officer release it."
)
IT_IS_IMPORTED = _(
    "The notice for %(year)s is not in the calendar yet: every due day after %(day)s is provisional."
    " A system administrator of the national office imports it as soon as it is published."
)


def missing_notice(request: HttpRequest) -> list[Caution]:
    """Return the sentence about the first year whose notice is not there yet, from 1 October of the year before on."""
    calendar, today = workflow.calendar(), clock.today()
    missing = years_missing(today, calendar.last_year)
    if not missing:
        return []
    mends = request.user.has_perm(PREPARE_NOTICE) and request.user.post.office.is_national
    told = {"year": missing[0], "day": date_format(calendar.last_certain_day)}
    return [
        Caution(
            text=(IMPORT_IT if mends else IT_IS_IMPORTED) % told,
            is_late=bool(years_overdue(today, calendar.last_year)),
            url=reverse("admin:workdays_notice_import") if mends else "",
            label=gettext("Import a notice") if mends else "",
        )
    ]
