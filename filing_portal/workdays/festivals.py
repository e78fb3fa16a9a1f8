"""The holidays every year has by law, and how far a yearly notice spreads them: what is known of a year in advance.

The days themselves are those of the Regulation on Public Holidays for National Festivals and Memorial Days, as it
stands in each year: from 2025 on State Council Order No. 795 makes the lunar New Year's Eve and 2 May holidays too. By
its article 6 a holiday on a Saturday or Sunday is made up on a working day; until the notice names that day, the next
one is taken. How many days around them are made rest days, and which weekends are worked for that, is each notice's
choice: the reaches below hold all that the notices of 2019 to 2026 chose, and of everything one day more. They are
experience, not law: a holiday given once, 3 September 2015, announced in May of that year, lies in no reach.

An example: National Day 2027. By law 1 to 3 October are off (Friday to Sunday), and for the Saturday and the Sunday
Monday 4 and Tuesday 5 October. Its reach is Reach(3, 6, 5, 14, 3): the notice may make up to five weekdays rest days,
taken from 28 September to 9 October (three calendar days before the holiday's days to six after), and have up to three
weekend days worked, taken from 17 September to 17 October.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from filing_portal.workdays import shipped

LAST_YEAR = 2099  # of the dates by the lunar calendar
TWO_DAYS_MORE = 2025  # the first year of Order No. 795
SATURDAY = 5  # as `date.weekday` numbers it


class Reach(NamedTuple):
    """What a notice may choose around a festival.

    Up to `rested` weekdays more than the law's are off, within so many calendar days before and after; up to `worked`
    weekend days are worked for that, within `around` days before and after.
    """

    rest_before: int
    rest_after: int
    rested: int
    around: int
    worked: int


SHORT = Reach(3, 3, 2, 7, 2)
REACHES = {
    "元旦": SHORT,
    "春节": Reach(3, 8, 6, 14, 3),
    "清明节": SHORT,
    "劳动节": Reach(3, 5, 4, 14, 3),
    "端午节": SHORT,
    "中秋节": SHORT,
    "国庆节": Reach(3, 6, 5, 14, 3),
}


class Festival(NamedTuple):
    """A holiday of one year: its days by law."""

    name: str
    first: date
    last: date

    @property
    def reach(self) -> Reach:
        return REACHES[self.name]

    def days(self) -> Iterator[date]:
        """Yield the days that are off by law."""
        return _days(self.first, self.last)

    def may_rest(self) -> Iterator[date]:
        """Yield the days that a notice may make rest days."""
        return _days(self.first - timedelta(self.reach.rest_before), self.last + timedelta(self.reach.rest_after))

    def may_work(self) -> Iterator[date]:
        """Yield the weekend days that a notice may have worked."""
        around = timedelta(self.reach.around)
        return (day for day in _days(self.first - around, self.last + around) if day.weekday() >= SATURDAY)


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


@cache
def days_off(year: int) -> Mapping[date, str]:
    """Return the days that are off in a year without a notice, each with its holiday.

    They are the holidays themselves and the days on which they are made up (art. 6 of the Regulation): for one on a
    Saturday or Sunday the next working day that no holiday has taken. A day that is two holidays counts as both, as on
    1 October 2020, when the notice made Mid-Autumn up although National Day's first day was no weekend.
    """
    off: dict[date, str] = {}
    owed: list[Festival] = []
    for festival in festivals(year):
        for day in festival.days():
            if day.weekday() >= SATURDAY or day in off:
                owed.append(festival)
            off[day] = "、".join(filter(None, (festival.name, off.get(day))))
    for festival in owed:
        off[_next_free(festival.last, off)] = festival.name
    return MappingProxyType(off)


def _next_free(day: date, off: Mapping[date, str]) -> date:
    while day.weekday() >= SATURDAY or day in off:
        day += timedelta(1)
    return day


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(number) for number in range((last - first).days + 1))
