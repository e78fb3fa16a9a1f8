"""Read credit codes, numbers of identity documents and mobiles forgivingly, check them, return them in normal form.

Every function that takes typed text raises ValidationError with a sentence that says what to do.
"""

import re
import unicodedata
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric, uscc

from providers import divisions


class DocumentKind(TextChoices):
    """The documents an individual may file with."""

    ID_CARD = "id_card", _("Resident identity card")
    PASSPORT = "passport", _("Passport")
    TAIWAN_PERMIT = "taiwan_permit", _("Mainland travel permit for Taiwan residents")
    HK_MACAO_PERMIT = "hk_macao_permit", _("Mainland travel permit for Hong Kong and Macao residents")


# GB 32100-2015: no I, O, S, V, Z. GB 11714-1997 counts letters of an organisation code from A = 10 on.
CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
ID_CARD = re.compile(r"[0-9]{17}[0-9X]")
PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,12}")
# The card has eight digits; the older booklet ten, some with a letter in brackets.
TAIWAN_PERMIT = re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?")
# A letter for the place, eight digits for the holder, on older cards two more for the renewal.
HK_MACAO_PERMIT = re.compile(r"[HM](?:[0-9]{8}|[0-9]{10})")
MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
EARLIEST_BIRTH = date(1900, 1, 1)


def credit_code(text: str) -> str:
    """Return a unified social credit code (GB 32100-2015) after checking both of its check characters."""
    code = _compact(text)
    if len(code) != 18:
        raise ValidationError(_("Enter all 18 characters of the unified social credit code."), code="length")
    if not CREDIT_CODE.fullmatch(code):
        raise ValidationError(
            _("Enter digits and capital letters only. I, O, S, V and Z never occur: check for 1, 0, 5, U, 2."),
            code="characters",
        )
    if code[17] != uscc.calc_check_digit(code[:17]):
        raise ValidationError(
            _("The last character does not fit the others. Compare the code with the business licence."),
            code="check_character",
        )
    if code[16] != organisation_check(code[8:16]):
        raise ValidationError(
            _("The organisation code in characters 9 to 17 is mistyped. Compare it with the business licence."),
            code="organisation_code",
        )
    return code


def organisation_check(first: str) -> str:
    """Return the check character that follows the eight characters of an organisation code (GB 11714-1997)."""
    rest = sum(weight * int(char, 36) for weight, char in zip(ORGANISATION_WEIGHTS, first, strict=True)) % 11
    return "0X987654321"[rest]


def id_card(text: str, today: date) -> str:
    """Return a resident identity number (GB 11643-1999) of a person born by `today`, the Shanghai day.

    The place may be any that ever had a code: people keep the number of a county that was closed since, and those
    born before 1980 have a code of later years. So stdnum's check of the place against the birth year is not used.
    """
    number = _compact(text)
    if not ID_CARD.fullmatch(number):
        raise ValidationError(
            _("Enter the 18 characters of the identity number: 17 digits, then a digit or X."), code="shape"
        )
    if not divisions.ever_existed(number[:6]):
        raise ValidationError(
            _("The first six digits are not the code of any place. Compare them with the card."), code="place"
        )
    _check_birth(number[6:14], today)
    if number[17] != ric.calc_check_digit(number):
        sentence = _("The last character does not fit the others. Compare the number with the card.")
        raise ValidationError(sentence, code="check_character")
    return number


def _check_birth(digits: str, today: date) -> None:
    """Raise ValidationError unless the digits (YYYYMMDD) are a day from 1900 to `today`."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise ValidationError(
            _("Digits 7 to 14 are not a date of birth. Compare them with the card."), code="birth"
        ) from error
    if born > today:
        raise ValidationError(
            _("The date of birth in the number lies in the future. Compare it with the card."), code="future_birth"
        )
    if born < EARLIEST_BIRTH:
        raise ValidationError(_("Digits 7 to 14 are not a date of birth. Compare them with the card."), code="birth")


def passport(text: str) -> str:
    """Return a passport number of any country."""
    number = _compact(text)
    if not PASSPORT.fullmatch(number):
        raise ValidationError(
            _("Enter the passport number: 5 to 12 letters and digits, as printed on the data page."), code="shape"
        )
    return number


def taiwan_permit(text: str) -> str:
    """Return the number of a mainland travel permit for Taiwan residents."""
    number = _compact(text)
    if not TAIWAN_PERMIT.fullmatch(number):
        raise ValidationError(
            _("Enter the 8 digits of the permit card, or the 10 digits of the older booklet."), code="shape"
        )
    return number


def hk_macao_permit(text: str) -> str:
    """Return the number of a mainland travel permit for Hong Kong and Macao residents."""
    number = _compact(text)
    if not HK_MACAO_PERMIT.fullmatch(number):
        raise ValidationError(_("Enter H or M, then the 8 digits of the permit (10 on older cards)."), code="shape")
    return number


def document_number(kind: str, text: str, today: date) -> str:
    """Return the number of a document of this kind; `today` is the Shanghai day. Raises ValueError for another kind."""
    match DocumentKind(kind):
        case DocumentKind.ID_CARD:
            return id_card(text, today)
        case DocumentKind.PASSPORT:
            return passport(text)
        case DocumentKind.TAIWAN_PERMIT:
            return taiwan_permit(text)
        case DocumentKind.HK_MACAO_PERMIT:
            return hk_macao_permit(text)


def mobile(text: str) -> str:
    """Return the eleven digits of a mainland mobile; +86 may stand before them."""
    found = MOBILE.fullmatch(_compact(text))
    if not found:
        raise ValidationError(
            _("Enter a mobile number of the mainland: 11 digits that start with 13 to 19."), code="mobile"
        )
    return found[1]


def _compact(text: str) -> str:
    """Return the text in upper case without full-width forms, spaces, dashes, brackets and what does not show."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in folded if unicodedata.category(char) not in ("Zs", "Cc", "Cf", "Pd", "Ps", "Pe"))
