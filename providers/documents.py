"""Read numbers of identity documents and mobiles forgivingly, check them, return them in normal form.

Every function that takes typed text raises ValidationError with a sentence that says what to do.
"""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from stdnum.cn import ric

from providers import divisions
from providers.typed import compact


class DocumentKind(TextChoices):
    """The documents an individual may file with."""

    ID_CARD = "id_card", _("Resident identity card")
    RESIDENCE_PERMIT = "residence_permit", _("Residence permit of Hong Kong, Macao and Taiwan residents")
    PASSPORT = "passport", _("Passport")
    TAIWAN_PERMIT = "taiwan_permit", _("Mainland travel permit for Taiwan residents")
    HK_MACAO_PERMIT = "hk_macao_permit", _("Mainland travel permit for Hong Kong and Macao residents")


CITIZEN_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,12}")
# The card has eight digits; the older booklet ten, some with a letter in brackets.
TAIWAN_PERMIT = re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?")
# A letter for the place, eight digits for the holder, on older cards two more for the renewal.
HK_MACAO_PERMIT = re.compile(r"[HM](?:[0-9]{8}|[0-9]{10})")
MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
EARLIEST_BIRTH = date(1900, 1, 1)
# The place in the number of a residence permit, for residents of Hong Kong, Macao and Taiwan.
RESIDENCE_PLACES = ("810000", "820000", "830000")
RESIDENCE_PROVINCES = ("81", "82", "83")
WITH_BIRTH = (DocumentKind.ID_CARD, DocumentKind.RESIDENCE_PERMIT)


def id_card(text: str, today: date) -> str:
    """Return a resident identity number (GB 11643-1999) of a person born by `today`, the Shanghai day.

    The place may be any that ever had a code: people keep the number of a county that was closed since, and those
    born before 1980 have a code of later years. So stdnum's check of the place against the birth year is not used.
    """
    number = _citizen_number(text)
    if number.startswith(RESIDENCE_PROVINCES):
        raise ValidationError(
            _(
                "This is the number of a residence permit of Hong Kong, Macao and Taiwan residents: choose that type of"
                " document."
            ),
            code="kind",
        )
    if not divisions.ever_existed(number[:6]):
        raise ValidationError(
            _("The first six digits are not the code of any place. Compare them with the card."), code="place"
        )
    return _checked(number, today)


def residence_permit(text: str, today: date) -> str:
    """Return the number of a residence permit of Hong Kong, Macao and Taiwan residents: made as that of a card."""
    number = _citizen_number(text)
    if number[:6] not in RESIDENCE_PLACES:
        raise ValidationError(
            _("The number of a residence permit begins with 810000, 820000 or 830000. Compare it with the card."),
            code="place",
        )
    return _checked(number, today)


def _citizen_number(text: str) -> str:
    number = compact(text)
    if not CITIZEN_NUMBER.fullmatch(number):
        raise ValidationError(
            _("Enter the 18 characters of the identity number: 17 digits, then a digit or X."), code="shape"
        )
    return number


def _checked(number: str, today: date) -> str:
    """Return the number. Raises ValidationError when its date of birth or its check character is wrong."""
    _check_birth(number[6:14], today)
    if number[17] != ric.calc_check_digit(number):
        sentence = _("The last character does not fit the others. Compare the number with the card.")
        raise ValidationError(sentence, code="check_character")
    return number


def age_on(today: date, kind: str, number: str) -> int | None:
    """Return the age in whole years on the Shanghai day `today`; None for a document that carries no date of birth."""
    if kind not in WITH_BIRTH:
        return None
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    return today.year - year - ((today.month, today.day) < (month, day))


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
    number = compact(text)
    if not PASSPORT.fullmatch(number):
        raise ValidationError(
            _("Enter the passport number: 5 to 12 letters and digits, as printed on the data page."), code="shape"
        )
    return number


def taiwan_permit(text: str) -> str:
    """Return the number of a mainland travel permit for Taiwan residents."""
    number = compact(text)
    if not TAIWAN_PERMIT.fullmatch(number):
        raise ValidationError(
            _("Enter the 8 digits of the permit card, or the 10 digits of the older booklet."), code="shape"
        )
    return number


def hk_macao_permit(text: str) -> str:
    """Return the number of a mainland travel permit for Hong Kong and Macao residents."""
    number = compact(text)
    if not HK_MACAO_PERMIT.fullmatch(number):
        raise ValidationError(_("Enter H or M, then the 8 digits of the permit (10 on older cards)."), code="shape")
    return number


def document_number(kind: str, text: str, today: date) -> str:
    """Return the number of a document of this kind; `today` is the Shanghai day. Raises ValueError for another kind."""
    match DocumentKind(kind):
        case DocumentKind.ID_CARD:
            return id_card(text, today)
        case DocumentKind.RESIDENCE_PERMIT:
            return residence_permit(text, today)
        case DocumentKind.PASSPORT:
            return passport(text)
        case DocumentKind.TAIWAN_PERMIT:
            return taiwan_permit(text)
        case DocumentKind.HK_MACAO_PERMIT:
            return hk_macao_permit(text)


def mobile(text: str) -> str:
    """Return the eleven digits of a mainland mobile; +86 may stand before them."""
    found = MOBILE.fullmatch(compact(text))
    if not found:
        raise ValidationError(
            _("Enter a mobile number of the mainland: 11 digits that start with 13 to 19."), code="mobile"
        )
    return found[1]
