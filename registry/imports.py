"""Read lists of filing numbers as the authority publishes them: CSV in UTF-8 or GB18030, columns in any order.

Every line that can be read is a Row, every other one a Bad with the reason; a bad line does not stop the next ones.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from filing_portal.base import clock
from registry import numbers

COLUMNS = ("number", "service", "provider", "url")
# Column by column: how long a cell may be, and what a sentence calls it.
LONGEST = {"number": 500, "service": 120, "provider": 120, "url": 200}
CALLED: dict[str, Promise] = {
    "number": gettext_lazy("filing number"),
    "service": gettext_lazy("service name"),
    "provider": gettext_lazy("provider name"),
    "url": gettext_lazy("web address"),
}
MARK = "网信备"
# A cell may hold line breaks; a quotation mark that is never closed must not swallow the rest of the file.
MOST_LINES = 20
REPLACED = "\N{REPLACEMENT CHARACTER}"


class Unusable(ValueError):
    """Raised for a file that is no list; its text is a sentence."""


class Refused(ValueError):
    """Raised for a line that cannot be taken; its text is the reason."""


@dataclass(frozen=True)
class Row:
    """A line that was read; `line` counts from 1, the header."""

    line: int
    number: numbers.Number
    service: str
    provider: str
    url: str


@dataclass(frozen=True)
class Bad:
    """A line that cannot be taken, and why."""

    line: int
    reason: str


def read(data: bytes) -> Iterator[Row | Bad]:
    """Yield the lines below the header; empty ones are passed over. Raises Unusable when columns are missing."""
    lines = list(io.StringIO(decode(data), newline=""))
    records = _records(lines)
    places = _places(next(records, (1, [])))
    for line, cells in records:
        if isinstance(cells, Bad):
            yield cells
        elif any(cell.strip() for cell in cells):
            yield _row(line, {name: cells[at] if at < len(cells) else "" for name, at in places.items()})


def decode(data: bytes) -> str:
    """Return the text; what is not UTF-8 is GB18030 if 网信备 is found in it that way."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        is_chinese = data.count(MARK.encode("gb18030")) > data.count(MARK.encode())
        return data.decode("gb18030" if is_chinese else "utf-8-sig", errors="replace")


def _records(lines: list[str]) -> Iterator[tuple[int, list[str] | Bad]]:
    """Yield line number and cells; after a line that is not CSV go on with the next one."""
    start = 0
    while start < len(lines):
        reader = csv.reader((lines[at] for at in range(start, len(lines))), strict=True)
        first = start
        try:
            for cells in reader:
                if start + reader.line_num - first > MOST_LINES:
                    raise csv.Error
                yield first + 1, cells
                first = start + reader.line_num
            return
        except csv.Error:
            yield first + 1, Bad(first + 1, _("A quotation mark is not closed, or a cell is far too long."))
            start = first + 1


def _places(header: tuple[int, list[str] | Bad]) -> dict[str, int]:
    """Return the place of each column by name, from 0. Raises Unusable when a column is missing."""
    names = [] if isinstance(header[1], Bad) else [cell.strip().casefold() for cell in header[1]]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise Unusable(
            _("The first line must name the columns number, service, provider and url; missing: %(missing)s.")
            % {"missing": ", ".join(missing)}
        )
    return {name: names.index(name) for name in COLUMNS}


def _row(line: int, cells: dict[str, str]) -> Row | Bad:
    """Return the line as a Row, or as a Bad when its number or a text cannot be taken."""
    try:
        texts = {name: _text(name, cell) for name, cell in cells.items()}
        number = numbers.read(texts.pop("number"), clock.today())
    except (numbers.Unreadable, Refused) as error:
        return Bad(line, str(error))
    return Row(line, number, **texts)


def _text(name: str, cell: str) -> str:
    """Return the cell on one line, without what does not show. Raises Refused for what the register cannot hold."""
    text = " ".join("".join(char for char in cell if unicodedata.category(char) != "Cf").split())
    if REPLACED in text or any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise Refused(_("The %(column)s has characters that cannot be read.") % {"column": CALLED[name]})
    if len(text) > LONGEST[name]:
        raise Refused(
            _("The %(column)s is longer than %(most)s characters.") % {"column": CALLED[name], "most": LONGEST[name]}
        )
    return text
