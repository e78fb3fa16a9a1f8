"""Read unified social credit codes (GB 32100-2015) forgivingly, check them, return them in normal form."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc

from providers import divisions
from providers.typed import compact

LENGTH = 18
# What people paste with the code: it ends where the code begins, with a digit, or with a letter and a digit.
LABEL = re.compile(
    r"^(?:[^0-9A-Z]|UNIFIED|SOCIAL|CREDIT|CODE|IDENTIFIER|TAXPAYER|NUMBER|USCC|USCI|ID|NO)+(?=[0-9A-Z]|$)"
)
TAIL = re.compile(r"[^0-9A-Z]+$")
# No I, O, S, V, Z. GB 11714-1997 counts letters of an organisation code from A = 10 on.
CHARACTERS = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
# Who registers (first character) and what is registered (second), by the standard's annex and the departments
# and categories that were given out since: village and neighbourhood committees (54, 55), commercial mediation (36),
# unions without legal personality (82), offices of foreign NGOs (G), owners' meetings (J), associations of returned
# overseas Chinese (Q).
CATEGORIES = frozenset(
    department + category
    for department, categories in {
        "1": "1239",  # staffing offices: organs, public institutions, mass organisations
        "2": "19",  # foreign affairs
        "3": "1234569",  # justice: law firms, notaries, arbitration
        "4": "19",  # culture
        "5": "123459",  # civil affairs: associations, private non-enterprise units, foundations, committees
        "6": "129",  # tourism
        "7": "129",  # religion
        "8": "129",  # trade unions
        "9": "1239",  # market regulation: enterprises, sole traders, farmers' cooperatives
        "A": "19",  # armed forces
        "G": "19",  # public security
        "J": "19",  # housing
        "N": "1239",  # agriculture: collective economic organisations
        "Q": "1239",  # returned overseas Chinese
        "Y": "1",  # other
    }.items()
    for category in categories
)
NATIONAL = "100000"  # registered by a national authority
# The first two characters of an area: a province, or the codes of the Xinjiang Production and Construction Corps.
PROVINCES = frozenset(divisions.BY_CODE) | {"66", "99"}


def credit_code(text: str) -> str:
    """Return the code after checking its parts and both of its check characters; a label before it is left out.

    An area of a province that the tables lack is accepted, as development zones register under codes of their own:
    `area_is_listed` tells. Raises ValidationError with a sentence that says what to do.
    """
    code = TAIL.sub("", LABEL.sub("", compact(text)))
    if len(code) != LENGTH:
        raise ValidationError(_("Enter all 18 characters of the unified social credit code."), code="length")
    if not CHARACTERS.fullmatch(code):
        raise ValidationError(
            _("Enter digits and capital letters only. I, O, S, V and Z never occur: check for 1, 0, 5, U, 2."),
            code="characters",
        )
    check_meaning(code)
    check_characters(code)
    return code


def check_meaning(code: str) -> None:
    """Raise ValidationError unless department, category and province exist and the organisation is one."""
    if code[8:16] == "0" * 8:
        raise ValidationError(_("A code of zeros names nobody. Enter the code on the certificate."), code="zeros")
    if code[:2] not in CATEGORIES:
        raise ValidationError(
            _("No certificate has a code that begins with these two characters. Compare the code with it."),
            code="category",
        )
    area = code[2:8]
    if area != NATIONAL and not (area.isdecimal() and area[:2] in PROVINCES):
        raise ValidationError(
            _("Characters 3 to 8 are not the code of any place. Compare them with the certificate."), code="area"
        )


def check_characters(code: str) -> None:
    """Raise ValidationError unless the check characters of the code and of its organisation code are right."""
    if code[17] != uscc.calc_check_digit(code[:17]):
        raise ValidationError(
            _("The last character does not fit the others. Compare the code with the certificate."),
            code="check_character",
        )
    if code[16] != organisation_check(code[8:16]):
        raise ValidationError(
            _("The organisation code in characters 9 to 17 is mistyped. Compare it with the certificate."),
            code="organisation_code",
        )


def organisation_check(first: str) -> str:
    """Return the check character that follows the eight characters of an organisation code (GB 11714-1997)."""
    rest = sum(weight * int(char, 36) for weight, char in zip(ORGANISATION_WEIGHTS, first, strict=True)) % 11
    return "0X987654321"[rest]


def area_is_listed(code: str) -> bool:
    """Tell whether the area of a checked code is or was one of GB/T 2260, or the whole country."""
    return code[2:8] == NATIONAL or divisions.ever_existed(code[2:8])
