"""Read and compose filing numbers: 京网信备 110108 22 76223860 002 X 号. Art. 13 has providers show them.

The Provisions do not give the format; it was found by studying published numbers: county code of the provider, year of
issue, provider block, serial of the service, check character (ISO 7064 MOD 11-2). The twenty characters between 备 and
号 identify the number; the printed province character is kept as read.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum.iso7064 import mod_11_2

from providers import divisions

FIRST_BLOCK, LAST_BLOCK = 10_000_000, 99_999_999
LAST_SERIAL = 999

BODY = r"[0-9]{19}[0-9X]"
WHOLE = re.compile(rf"(.?)网信备:?({BODY})(?![0-9X])")
BARE = re.compile(rf"(?<![0-9A-Z])({BODY})(?![0-9A-Z])")
MARKED = re.compile(r"网信备([0-9A-Z]*)")
ALGORITHM = re.compile(r"网信算备|(?<![0-9A-Z])[0-9]{21}(?![0-9A-Z])")
TRADITIONAL = str.maketrans("網備號", "网备号")

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
    "letters": _(
        "Between 备 and 号 stand 19 digits and then a digit or X; this one has other letters. "
        "Compare it with the number the service shows, for example O with 0 and I with 1."
    ),
    "shape": _(
        "This is not a filing number. One looks like 京网信备, then 20 characters, then 号. "
        "Copy it from the service and try again."
    ),
    "unknown_county": _(
        "The number is mistyped or made up: its first six digits, %(county)s, are not the code of any county. "
        "Compare it with the number the service shows."
    ),
    "province": _(
        "The number is mistyped or made up: it begins with %(glyph)s, but its digits belong to %(expected)s. "
        "Compare it with the number the service shows."
    ),
    "check_character": _(
        "The number is mistyped or made up: its last character, which guards against typing errors, "
        "does not fit the others. Compare it with the number the service shows."
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


def read(text: str) -> Number:
    """Return the one filing number in `text`, read forgivingly. Raises Unreadable with the reason.

    Full-width characters, spaces, dashes, zero-width characters, lower case, text around the number, a missing 号
    and a missing 京网信备 are forgiven.
    """
    typed = _plain(text)
    glyph, body = _the_one_in(typed)
    county, year2, block, serial, check = body[:6], body[6:8], body[8:16], body[16:19], body[19]
    if county[:2] not in divisions.BY_CODE or not divisions.ever_existed(county):
        raise Unreadable("unknown_county", county=county)
    expected = divisions.BY_CODE[county[:2]].glyph
    if glyph and divisions.CODE_OF_GLYPH.get(glyph) != county[:2]:
        raise Unreadable("province", glyph=glyph, expected=expected)
    if check != mod_11_2.calc_check_digit(body[:19]):
        raise Unreadable("check_character")
    return Number(glyph or expected, county, year2, block, serial, check)


def compose(county: str, year: int, block: int, serial: int, glyph: str = "") -> Number:
    """Return the number of a provider's `serial`-th service; the province is printed as `glyph` where it is given.

    Raises ValueError for what no number can hold; blocks are 10000000-99999999, serials 1-999, years 2019-2099.
    """
    if not (FIRST_BLOCK <= block <= LAST_BLOCK and 1 <= serial <= LAST_SERIAL and 2019 <= year <= 2099):
        raise ValueError(f"No filing number holds year {year}, block {block}, serial {serial}.")
    if not divisions.ever_existed(county):
        raise ValueError(f"{county} is not a county code.")
    printed = glyph or divisions.BY_CODE[county[:2]].glyph
    if divisions.CODE_OF_GLYPH.get(printed) != county[:2]:
        raise ValueError(f"{county} does not lie in {printed}.")
    first = f"{county}{year % 100:02}{block}{serial:03}"
    return Number(printed, county, first[6:8], str(block), first[16:], mod_11_2.calc_check_digit(first))


def _plain(text: str) -> str:
    """Return the text in upper case without full-width forms, spaces, dashes and characters that do not show."""
    folded = unicodedata.normalize("NFKC", text).translate(TRADITIONAL).upper()
    return "".join(char for char in folded if unicodedata.category(char) not in ("Zs", "Cc", "Cf", "Pd", "Zl", "Zp"))


def _the_one_in(typed: str) -> tuple[str, str]:
    """Return the printed province character ("" when there is none) and the twenty characters. Raises Unreadable."""
    whole = {body: _glyph(before) for before, body in WHOLE.findall(typed)}
    if len(whole) > 1:
        raise Unreadable("several", count=len(whole))
    for body, glyph in whole.items():
        return glyph, body
    _refuse_other_schemes(typed)
    bare = set(BARE.findall(typed))
    if len(bare) == 1 and "网信备" not in typed:
        return "", bare.pop()
    raise _malformed(typed, len(bare))


def _glyph(before: str) -> str:
    """Return the character before 网信备 if it can be meant as a province: 号 ends a label, signs separate."""
    return before if before.isalpha() and not before.isascii() and before != "号" else ""


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


def _malformed(typed: str, bare: int) -> Unreadable:
    """Return the most helpful reason why no number was found."""
    if not typed:
        return Unreadable("empty")
    if bare > 1:
        return Unreadable("several", count=bare)
    marked = MARKED.search(typed)
    body = marked[1] if marked else typed.removesuffix("号")
    if not body.isascii() or not body.isalnum():
        return Unreadable("shape")
    if len(body) == 20:
        return Unreadable("letters")
    return Unreadable("length" if marked or body[:-1].isdigit() else "shape", count=len(body))
