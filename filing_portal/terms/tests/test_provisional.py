from datetime import date

from django.utils.translation import override

from filing_portal.terms import provisional
from filing_portal.workdays.calendar import Span

EARLIER, LATER = date(2026, 12, 31), date(2027, 1, 7)


def test_the_years_without_a_notice_are_named():
    with override("en"):
        assert provisional.unpublished("2027–2028") == "Provisional: the holidays of 2027–2028 are not published yet."


def test_the_reach_is_said_only_where_the_day_can_still_move():
    with override("en"):
        assert provisional.reach(Span(EARLIER, EARLIER)) == []
        assert provisional.reach(Span(EARLIER, LATER)) == [
            "It can still move: at the earliest to Thursday 31 December 2026, at the latest to Thursday 7 January "
            "2027.",
            "Only a holiday given once, as on 3 September 2015, could move it further.",
        ]
