"""Made-up codes that pass every check: the n-th is always the same and never equals another.

Pure. Multiplying by a number without a common factor scatters neighbours and stays one to one.
"""

from datetime import date, timedelta

from stdnum.cn import ric, uscc

from providers.documents import organisation_check

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SCATTER = 7_368_787
BIRTHS = (date(1962, 1, 1), date(2002, 12, 31))
SECOND_DIGITS = "3456789"
BLOCKS = 90_000_000


def credit_code(n: int, county: str, department: str = "91") -> str:
    """Return a unified social credit code (GB 32100) of an organisation in `county`; department 91 is a company."""
    body = "MA" + in_base_31(n * SCATTER % 31**6, 6)
    first = department + county + body + organisation_check(body)
    return first + uscc.calc_check_digit(first)


def in_base_31(number: int, length: int) -> str:
    """Return the number in the characters of a credit code."""
    found = ""
    for _place in range(length):
        number, digit = divmod(number, 31)
        found = LETTERS[digit] + found
    return found


def id_card(n: int, county: str) -> str:
    """Return a resident identity number (GB 11643) of an adult of `county`."""
    day, order = divmod(n * SCATTER % (days_of_birth() * 999), 999)
    first = f"{county}{BIRTHS[0] + timedelta(days=day):%Y%m%d}{order + 1:03}"
    return first + ric.calc_check_digit(first + "0")


def days_of_birth() -> int:
    return (BIRTHS[1] - BIRTHS[0]).days


def mobile(n: int) -> str:
    """Return a mobile number of the mainland."""
    return f"1{SECOND_DIGITS[n % 7]}{n * SCATTER % 10**9:09}"


def block(n: int) -> int:
    """Return an eight-digit provider block."""
    return 10_000_000 + (n * SCATTER + 31_415_926) % BLOCKS
