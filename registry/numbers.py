"""Read and compose filing numbers: 京网信备 110108 22 76223860 002 X 号. Art. 13 has providers show them.

The Provisions do not give the format; it was found by studying published numbers: county code of the provider, year of
issue, provider block, serial of the service, check character (ISO 7064 MOD 11-2). The twenty characters between 备 and
号 identify the number; the printed province character is kept as read.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum.iso7064 import mod_11_2

from providers import divisions
from registry.spelling import joined, plain

# Numbers issued elsewhere may have a block that begins with 0; none is drawn here.
FIRST_BLOCK, LAST_BLOCK = 10_000_000, 99_999_999
LAST_SERIAL = 999
# The Provisions came into force on 15 February 2019 (art. 24).
FIRST_YEAR = 2019
# A number is cut off, and its provider is still known, when county, year and block are left.
UP_TO_BLOCK, WHOLE_LENGTH = 16, 20

BODY = r"[0-9]{19}[0-9X]"
MARK = r"网信备(?:编?号)?:?"
WHOLE = re.compile(rf"(.?){MARK}({BODY})(?![0-9X])")
BARE = re.compile(rf"(?<![0-9A-Z])({BODY})(?![0-9A-Z])")
MARKED = re.compile(rf"{MARK}([0-9A-Z]*)")
ALGORITHM = re.compile(r"网信算备|(?<![0-9A-Z])[0-9]{21}(?![0-9A-Z])")
# What a label before the number ends with; any other Chinese character there is meant as a province.
LABEL_ENDS = frozenset("号备码为是")

SENTENCES: dict[str, Promise] = {
    "empty": _("Enter a filing number: it is printed in a prominent place of the service, usually at the foot."),
    "other_scheme_icp": _(
        "This is an ICP number, which is given to websites by another authority. Look for the number with 网信备 in it."
    ),
    "other_scheme_police": _(
        "This is a public security number (公网安备), which belongs to another scheme. "
        "Look for the number with 网信备 in it."
    ),
    "other_scheme_algorithm": _(
        "This is an algorithm filing number (网信算备, 21 digits), which belongs to another scheme. "
        "Look for the number with 网信备 in it and 20 characters after it."
    ),
    "several": _("There are %(count)s filing numbers in this text. Enter one at a time."),
    "length": _(
        "A filing number has 20 characters between 备 and 号; this one has %(count)s. "
        "Compare it with the number the service shows."
    ),
    "cut_off": _(
        "A filing number has 20 characters between 备 and 号; this one has %(count)s and seems to be cut off. "
        "What is left names the provider block %(block)s. Compare it with the number the service shows."
    ),
    "letters": _(
        "Between 备 and 号 stand 19 digits and then a digit or X; this one has other letters. "
        "Compare it with the number the service shows, for example O with 0 and I with 1."
    ),
    "shape": _(
        "This is not a filing number. One looks like 京网信备, then 20 characters, then 号. "
        "Copy it from the service and try again."
    ),
    "unknown_county": _(
        "The county code of the number, %(county)s, is unknown: it is in no edition of GB/T 2260. It may be "
        "mistyped, or belong to a zone that exists in statistics alone. Compare it with the number the service shows."
    ),
    "province": _(
        "The number is mistyped or made up: it begins with %(glyph)s, but its digits belong to %(expected)s. "
        "Compare it with the number the service shows."
    ),
    "check_character": _(
        "The number is mistyped or made up: its last character, which guards against typing errors, "
        "does not fit the others. Compare it with the number the service shows."
    ),
    "before_filing": _(
        "The number is mistyped or made up: its year would be %(year)s, but filing began in 2019. "
        "Compare it with the number the service shows."
    ),
    "year_to_come": _(
        "The number is mistyped or made up: its year would be %(year)s, which has not come yet. "
        "Compare it with the number the service shows."
    ),
    "serial": _(
        "The number is mistyped or made up: its serial is 000, but the services of a provider are counted from 001. "
        "Compare it with the number the service shows."
    ),
}


class Unreadable(ValueError):
    """Raised for text that is no filing number; `code` names the reason, str() says it in the reader's language."""

    def __init__(self, code: str, **details: str | int) -> None:
        super().__init__(code)
        self.code, self.details = code, details

    def __str__(self) -> str:
        return str(SENTENCES[self.code]) % self.details


@dataclass(frozen=True)
class Number:
    """A filing number with the right check character and a county code that exists or existed."""

    glyph: str
    county: str
    year2: str
    block: str
    serial: str
    check: str

    @property
    def body(self) -> str:
        """The twenty characters that identify the number."""
        return self.county + self.year2 + self.block + self.serial + self.check

    @property
    def province(self) -> str:
        return self.county[:2]

    @property
    def year(self) -> int:
        return 2000 + int(self.year2)

    def __str__(self) -> str:
        return f"{self.glyph}网信备{self.body}号"


def read(text: str, on: date) -> Number:
    """Return the one filing number in `text`, read forgivingly; the year of `on` is the last one it may be of.

    Raises Unreadable with the reason. Forgiven are full-width characters, lower case, spaces, dashes, brackets, dots,
    slashes, HTML, what does not show, the words 字, 第 and 案, a year behind the number, × for X, text around it, a
    missing 号 and a missing 京网信备.
    """
    glyph, body = _the_one_in(plain(text))
    county, year2, block, serial, check = body[:6], body[6:8], body[8:16], body[16:19], body[19]
    if not _is_county(county):
        raise Unreadable("unknown_county", county=county)
    expected = divisions.BY_CODE[county[:2]].glyph
    if glyph and divisions.CODE_OF_GLYPH.get(glyph) != county[:2]:
        raise Unreadable("province", glyph=glyph, expected=expected)
    if check != mod_11_2.calc_check_digit(body[:19]):
        raise Unreadable("check_character")
    number = Number(glyph or expected, county, year2, block, serial, check)
    _refuse_never_issued(number, on)
    return number


def compose(county: str, year: int, block: int, serial: int, glyph: str = "") -> Number:
    """Return the number of a provider's `serial`-th service; the province is printed as `glyph` where it is given.

    Raises ValueError for what no number can hold; blocks are 10000000-99999999, serials 1-999, years 2019-2099.
    """
    if not (FIRST_BLOCK <= block <= LAST_BLOCK and 1 <= serial <= LAST_SERIAL and FIRST_YEAR <= year <= 2099):
        raise ValueError(f"No filing number holds year {year}, block {block}, serial {serial}.")
    if not divisions.ever_existed(county):
        raise ValueError(f"{county} is not a county code.")
    printed = glyph or divisions.BY_CODE[county[:2]].glyph
    if divisions.CODE_OF_GLYPH.get(printed) != county[:2]:
        raise ValueError(f"{county} does not lie in {printed}.")
    first = f"{county}{year % 100:02}{block}{serial:03}"
    return Number(printed, county, first[6:8], str(block), first[16:], mod_11_2.calc_check_digit(first))


def _is_county(code: str) -> bool:
    """Tell whether the six digits are or were a code of GB/T 2260 in a province that has an office."""
    return code[:2] in divisions.BY_CODE and divisions.ever_existed(code)


def _refuse_never_issued(number: Number, on: date) -> None:
    """Raise Unreadable for a number that fits in itself and that nobody can have issued up to the day."""
    if number.year < FIRST_YEAR:
        raise Unreadable("before_filing", year=number.year)
    if number.year > on.year:
        raise Unreadable("year_to_come", year=number.year)
    if int(number.serial) == 0:
        raise Unreadable("serial")


def _the_one_in(typed: str) -> tuple[str, str]:
    """Return the printed province character ("" when there is none) and the twenty characters. Raises Unreadable.

    Dots, slashes and brackets are left out only where nothing is found with them: they also part two numbers.
    """
    for text in (typed, joined(typed)):
        whole = {body: _glyph(before) for before, body in WHOLE.findall(text)}
        if len(whole) > 1:
            raise Unreadable("several", count=len(whole))
        for body, glyph in whole.items():
            return glyph, body
    _refuse_other_schemes(typed)
    return "", _bare(typed)


def _bare(typed: str) -> str:
    """Return the one body that stands without 网信备 before it. Raises Unreadable with the most helpful reason."""
    for text in (typed, joined(typed)):
        bare: set[str] = set(BARE.findall(text))
        if len(bare) > 1:
            raise Unreadable("several", count=len(bare))
        if bare and "网信备" not in text:
            return bare.pop()
    raise _malformed(joined(typed))


def _glyph(before: str) -> str:
    """Return the character before 网信备 if it can be meant as a province: a label ends otherwise, signs separate."""
    return before if before.isalpha() and not before.isascii() and before not in LABEL_ENDS else ""


def _refuse_other_schemes(typed: str) -> None:
    """Raise Unreadable for the number of another authority's scheme."""
    if ALGORITHM.search(typed):
        raise Unreadable("other_scheme_algorithm")
    if "网信备" in typed:
        return
    if "公网安备" in typed:
        raise Unreadable("other_scheme_police")
    if "ICP" in typed:
        raise Unreadable("other_scheme_icp")


def _malformed(typed: str) -> Unreadable:
    """Return the most helpful reason why no number was found."""
    if not typed:
        return Unreadable("empty")
    marked = MARKED.search(typed)
    body = marked[1] if marked else typed.removesuffix("号")
    if not body.isascii() or not body.isalnum():
        return Unreadable("shape")
    if len(body) == WHOLE_LENGTH:
        return Unreadable("letters")
    if UP_TO_BLOCK <= len(body) < WHOLE_LENGTH and body.isdigit() and _is_county(body[:6]):
        return Unreadable("cut_off", count=len(body), block=body[8:UP_TO_BLOCK])
    return Unreadable("length" if marked or body[:-1].isdigit() else "shape", count=len(body))
