"""What is said of a due day that a holiday notice to come can still move."""

from django.utils.translation import gettext as _

from filing_portal.base.templatetags.portal import long_day
from filing_portal.workdays.calendar import Span


def unpublished(years: str) -> str:
    """Say that the holidays of these years are not known yet; `years` is written as 2027 or 2027–2028."""
    return _("Provisional: the holidays of %(years)s are not published yet.") % {"years": years}


def until_then() -> str:
    """Say what is counted as long as the holidays of a year are not known."""
    return _(
        "Until they are published, days off are weekends, the holidays fixed by law, and the next working days for "
        "holidays on a Saturday or Sunday."
    )


def of_that_time() -> str:
    """Say of a single day that it is provisional."""
    return _("This day is provisional: the holidays of that time are not published yet.")


def reach(span: Span) -> list[str]:
    """Say how far the day can still move; nothing where it cannot."""
    if span.earliest == span.latest:
        return []
    between = {"earliest": long_day(span.earliest), "latest": long_day(span.latest)}
    return [
        _("It can still move: at the earliest to %(earliest)s, at the latest to %(latest)s.") % between,
        _("Only a holiday given once, as on 3 September 2015, could move it further."),
    ]
