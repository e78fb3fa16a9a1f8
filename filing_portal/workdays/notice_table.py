"""The table of a notice as an officer pastes it: one line a day with date, kind and name."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from filing_portal.workdays.calendar import ORDINARY, Arranged, Calendar, Kind
from filing_portal.workdays.festivals import festivals

MOST_LINES = 400
MOST_BYTES = 64 * 1024
LONGEST_NAME = 40
FIRST_YEAR = 2019  # of the Provisions, and of the first notice
LAW_SINCE = 2025  # the holidays by law are those of Order No. 795, in force since
QUOTED = 20  # characters of a wrong cell that its sentence repeats
COLUMNS = 3
KINDS: dict[str, str] = {
    **dict.fromkeys(("holiday", "放假", "休", "休息", "节假日", "假期"), Kind.HOLIDAY),
    **dict.fromkeys(("make-up", "makeup", "make up", "调休", "班", "上班", "调休上班", "补班"), Kind.MAKE_UP),
    **dict.fromkeys(("ordinary", "按星期", "恢复"), ORDINARY),
}
HEADERS = ({"date", "day", "日期"}, {"kind", "type", "种类", "类型", "类别", "性质"})
SEPARATORS = re.compile(r"[,;\t]")  # the full-width ones are the same by then
DATE = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
NO_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
CHINESE = str.maketrans({"年": "-", "月": "-", "日": None, "号": None})


class Row(NamedTuple):
    """A line that holds something: its number in the text, and its cells."""

    number: int
    cells: list[str]


class Refused(Exception):
    """What is wrong with a line, as the end of a sentence that names it."""


def read(text: str, year: int, calendar: Calendar) -> list[Arranged]:
    """Return the days that the table of a notice for `year` arranges.

    `calendar` is the one in force: a year it does not know gets its first notice, which must name every holiday the
    year has by law; later ones may be partial. Raises ValidationError with a sentence for every wrong line.
    """
    refuse_year(year, calendar)
    rows = list(_rows(text))
    if len(rows) > MOST_LINES:
        sentence = _("The table has %(n)s lines: a notice has at most %(most)s. Leave out what is not of this notice.")
        raise ValidationError(sentence % {"n": len(rows), "most": MOST_LINES})
    if not rows:
        raise ValidationError(_("Enter the days of the notice, one line for each: date, kind, name."))
    wrong: list[str] = []
    days: dict[date, tuple[int, Arranged]] = {}
    for row in rows:
        try:
            day = _arranged(row.cells, year, calendar, days)
        except Refused as refusal:
            wrong.append(_("Line %(number)s: %(what)s") % {"number": row.number, "what": refusal})
        else:
            days[day.date] = row.number, day
    if wrong := wrong or list(_against_the_law(days, year, calendar)):
        raise ValidationError(wrong)
    return [day for _number, day in days.values()]


def refuse_year(year: int, calendar: Calendar) -> None:
    """Raise ValidationError for a year that no notice can be for now: they come one after the other."""
    if year < FIRST_YEAR:
        raise ValidationError(_("Enter %(year)s or a later year: the calendar begins there.") % {"year": FIRST_YEAR})
    if year > calendar.last_year + 1:
        sentence = _("The notice for %(year)s comes first: a year is arranged after the one before it.")
        raise ValidationError(sentence % {"year": calendar.last_year + 1})


def decoded(content: bytes) -> str:
    """Return the text of an uploaded file; raise ValidationError for one that is too large or no text."""
    if len(content) > MOST_BYTES:
        raise ValidationError(_("Choose a file of at most %(kib)s KiB.") % {"kib": MOST_BYTES // 1024})
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise ValidationError(
        _("This file is not a text. Save the table as CSV, in UTF-8 or GB18030, and choose it again.")
    )


def _rows(text: str) -> Iterator[Row]:
    """Yield the lines that hold something; a line of headers at the beginning is none."""
    is_first = True
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        cells = [cell.strip().strip('"').strip() for cell in SEPARATORS.split(_plain(line))]
        # Spreadsheets fill up short lines with empty cells.
        while len(cells) > COLUMNS and not cells[-1]:
            cells.pop()
        if not any(cells):
            continue
        is_header = is_first and any(cell.lower() in words for cell, words in zip(cells, HEADERS, strict=False))
        is_first = False
        if not is_header:
            yield Row(number, cells)


def _plain(line: str) -> str:
    """Return the line with full-width characters as plain ones, without those that do not show."""
    seen = unicodedata.normalize("NFKC", line)
    return "".join(char for char in seen if char == "\t" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))


def _arranged(cells: list[str], year: int, calendar: Calendar, days: dict[date, tuple[int, Arranged]]) -> Arranged:
    if len(cells) != COLUMNS:
        raise Refused(_("write three columns: date, kind and name, with commas between them."))
    day = _date(cells[0], year)
    if day in days:
        here = {"day": day.isoformat(), "number": days[day][0]}
        raise Refused(_("%(day)s stands in line %(number)s already. Keep one of the two.") % here)
    if not (day.year == year or ((day.year, day.month) == (year - 1, 12) and day.day >= 25)):
        here = {"day": day.isoformat(), "year": year, "before": year - 1}
        sentence = _(
            "%(day)s is not a day of this notice: it arranges %(year)s, and 25 to 31 December %(before)s at most."
        )
        raise Refused(sentence % here)
    return Arranged(day, _kind(cells[1], day, calendar), _name(cells[2]))


def _date(cell: str, year: int) -> date:
    """Return the day that the cell names; what its sentence proposes lies in the notice's year."""
    compact = re.sub(r"\s", "", cell).translate(CHINESE)
    if found := NO_YEAR.fullmatch(compact):
        day = _day(cell, year, int(found[1]), int(found[2]))
        here = {"cell": cell[:QUOTED], "day": day.isoformat()}
        raise Refused(_("the date “%(cell)s” has no year. Write it in front: %(day)s.") % here)
    found = DATE.fullmatch(compact)
    if found is None:
        here = {"cell": cell[:QUOTED], "day": date(year, 1, 1).isoformat()}
        raise Refused(_("“%(cell)s” is not a date. Write one day, as %(day)s.") % here)
    return _day(cell, int(found[1]), int(found[3]), int(found[4]))


def _day(cell: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        sentence = _("there is no day “%(cell)s”. Compare it with the notice.")
        raise Refused(sentence % {"cell": cell[:QUOTED]}) from None


def _kind(cell: str, day: date, calendar: Calendar) -> str:
    kind = KINDS.get(cell.lower())
    here = {"cell": cell[:QUOTED], "day": day.isoformat()}
    if kind is None:
        raise Refused(_("“%(cell)s” is not a kind of day. Write holiday, make-up or ordinary.") % here)
    if kind == Kind.MAKE_UP and day.weekday() < 5:
        raise Refused(_("%(day)s is a working day already: only a Saturday or Sunday can be made up.") % here)
    if kind == ORDINARY and not calendar.name(day):
        raise Refused(_("%(day)s follows its weekday already: only an arranged day can become ordinary again.") % here)
    return kind


def _name(cell: str) -> str:
    if not cell:
        raise Refused(_("the name is missing. Write the holiday that the day belongs to."))
    if len(cell) > LONGEST_NAME:
        raise Refused(_("the name is too long. Write at most %(most)s characters.") % {"most": LONGEST_NAME})
    return cell


def _against_the_law(days: dict[date, tuple[int, Arranged]], year: int, calendar: Calendar) -> Iterator[str]:
    """Yield a sentence for each holiday by law that the table has worked or, in the first notice, leaves out."""
    is_first = year > calendar.last_year
    if year < LAW_SINCE:
        return
    for festival in festivals(year):
        for day in festival.days():
            number, arranged = days.get(day, (0, None))
            here = {"number": number, "day": day.isoformat(), "name": festival.name}
            if arranged is None and is_first:
                yield _("%(day)s is missing: by law it is a holiday (%(name)s).") % here
            elif arranged is not None and arranged.kind != Kind.HOLIDAY:
                yield _("Line %(number)s: %(day)s is a holiday by law (%(name)s) and cannot be worked.") % here
