"""What is accepted and yet worth a second look: the area of a credit code, the age of an individual."""

from datetime import date

from django.utils.translation import gettext as _

from providers.credit_codes import area_is_listed
from providers.documents import age_on

OF_AGE = 18


def of_area(code: str) -> list[str]:
    """Return the sentence about a credit code whose area the tables lack; none for no code."""
    if not code or area_is_listed(code):
        return []
    sentence = _(
        "The area %(area)s (characters 3 to 8 of the credit code) is not in the list of divisions, as with some"
        " development zones. Compare the code with the certificate."
    )
    return [sentence % {"area": code[2:8]}]


def of_age(today: date, kind: str, number: str) -> list[str]:
    """Return the sentence about an individual who is under age on the Shanghai day `today`."""
    age = age_on(today, kind, number)
    if age is None or age >= OF_AGE:
        return []
    sentence = _("This individual is %(age)s years old: under 18, only who lives on their own work acts alone.")
    return [sentence % {"age": age}]
