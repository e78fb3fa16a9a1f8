"""What the notices to come can still choose, day by day: for the earliest and the latest day a term can end on.

The choice is that of the yearly notices so far. One day has ever lain beyond it: 3 September 2015, a holiday given once
and announced in May of that year. So the two days inform, and nobody loses a right by them.

An example: a term of five working days from Tuesday 29 December 2026, while no notice for 2027 is known. New Year's Day
is off by law. The latest end takes as few worked days as a notice may leave: around New Year it may make two weekdays
rest days, and the walk spends them on the first two it meets, 30 and 31 December. The five days are then 4 to 8
January, so the term ends on Friday 8 January. The earliest end takes as many: the two weekend days that may be worked
are spent on 2 and 3 January, the five days are 30 and 31 December and 2 to 4 January, and the term ends on Monday 4
January.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from filing_portal.workdays.festivals import festivals


class Window(NamedTuple):
    """Days around a festival, of which a notice may turn `most` into something else."""

    festival: str
    first: date
    last: date
    most: int


class Leeway:
    """The festivals of the years without a notice, by the days that can become rest days, or be worked, for them."""

    def __init__(self, years: Iterable[int]) -> None:
        self.by_law: set[date] = set()
        self.resting: dict[date, list[Window]] = defaultdict(list)
        self.working: dict[date, list[Window]] = defaultdict(list)
        for festival in (festival for year in years for festival in festivals(year)):
            self.by_law.update(festival.days())
            for days, windows, most in (
                (list(festival.may_rest()), self.resting, festival.reach.rested),
                (list(festival.may_work()), self.working, festival.reach.worked),
            ):
                for day in days:
                    windows[day].append(Window(festival.name, days[0], days[-1], most))

    def choice(self, step: int, *, most: bool) -> Callable[[date], bool]:
        """Return what tells of one day after the other, forwards (1) or backwards (-1), whether it is worked.

        As many days as possible are worked, or as few: up to every day on the way, not only at the end of it.
        """
        used: Counter[Window] = Counter()

        def over_first(window: Window) -> int:
            return window.last.toordinal() if step > 0 else -window.first.toordinal()

        def spend(near: list[Window]) -> bool:
            able = [window for window in near if used[window] < window.most]
            if able:
                # The one that is over first on the way: the others can still take a later day.
                used[min(able, key=over_first)] += 1
            return bool(able)

        def is_worked(day: date) -> bool:
            if day in self.by_law:
                return False
            if day.weekday() >= 5:
                return most and spend(self.working.get(day, []))
            return most or not spend(self.resting.get(day, []))

        return is_worked
