"""The holidays every year has by law, and how far a yearly notice spreads them: what is known of a year in advance.

The days themselves are those of the Regulation on Public Holidays for National Festivals and Memorial Days, as it
stands in each year: from 2025 on State Council Order No. 795 makes the lunar New Year's Eve and 2 May holidays too. How
many days around them are made rest days, and which weekends are worked for that, is each notice's choice: the reaches
below hold all that the notices of 2019 to 2026 chose, and more.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from filing_portal.workdays import shipped

LAST_YEAR = 2099  # of the dates by the lunar calendar
TWO_DAYS_MORE = 2025  # the first year of Order No. 795


class Reach(NamedTuple):
    """Calendar days that a notice may make rest days before and after a festival, or turn into work on weekends."""

    rest_before: int
    rest_after: int
    weekends: int


SHORT, LONG = 7, 14  # days around a festival in which a weekend may be worked for it
REACHES = {
    "元旦": Reach(3, 3, SHORT),
    "春节": Reach(3, 8, LONG),
    "清明节": Reach(3, 3, SHORT),
    "劳动节": Reach(3, 5, LONG),
    "端午节": Reach(3, 3, SHORT),
    "中秋节": Reach(3, 3, SHORT),
    "国庆节": Reach(3, 6, LONG),
}


class Festival(NamedTuple):
    """A holiday of one year: its days by law."""

    name: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Yield the days that are off by law."""
        return _days(self.first, self.last)

    def may_rest(self) -> Iterator[date]:
        """Yield the days that a notice may make rest days."""
        reach = REACHES[self.name]
        return _days(self.first - timedelta(reach.rest_before), self.last + timedelta(reach.rest_after))

    def may_work(self) -> Iterator[date]:
        """Yield the weekend days that a notice may have worked."""
        reach = timedelta(REACHES[self.name].weekends)
        return (day for day in _days(self.first - reach, self.last + reach) if day.weekday() >= 5)


@cache
def festivals(year: int) -> tuple[Festival, ...]:
    """Return the seven festivals of the year, 2019 to 2099, by the Regulation as it stands in that year."""
    moved, more = shipped.festivals()[year], int(year >= TWO_DAYS_MORE)
    return (
        Festival("元旦", date(year, 1, 1), date(year, 1, 1)),
        Festival("春节", moved.spring_festival - timedelta(more), moved.spring_festival + timedelta(2)),
        Festival("清明节", moved.qingming, moved.qingming),
        Festival("劳动节", date(year, 5, 1), date(year, 5, 1 + more)),
        Festival("端午节", moved.dragon_boat, moved.dragon_boat),
        Festival("中秋节", moved.mid_autumn, moved.mid_autumn),
        Festival("国庆节", date(year, 10, 1), date(year, 10, 3)),
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(number) for number in range((last - first).days + 1))
