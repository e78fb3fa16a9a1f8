"""Made-up codes that pass every check: the n-th is always the same and never equals another.

Pure. Multiplying by a number without a common factor scatters neighbours and stays one to one.
"""

from datetime import date, timedelta

from stdnum.cn import ric, uscc

from providers.credit_codes import organisation_check

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SCATTER = 7_368_787
FIRST_BIRTH, DAYS_OF_BIRTH = date(1962, 1, 1), 14_974
BLOCKS = 90_000_000


def credit_code(n: int, county: str) -> str:
    """Return a unified social credit code (GB 32100) of a company in `county`."""
    number = n * SCATTER % 31**6
    body = "MA" + "".join(LETTERS[number // 31**place % 31] for place in range(5, -1, -1))
    first = "91" + county + body + organisation_check(body)
    return first + uscc.calc_check_digit(first)


def id_card(n: int, county: str) -> str:
    """Return a resident identity number (GB 11643) of an adult of `county`."""
    day, order = divmod(n * SCATTER % (DAYS_OF_BIRTH * 999), 999)
    first = f"{county}{FIRST_BIRTH + timedelta(days=day):%Y%m%d}{order + 1:03}"
    return first + ric.calc_check_digit(first + "0")


def mobile(n: int) -> str:
    """Return a mobile number of the mainland."""
    return f"1{n % 7 + 3}{n * SCATTER % 10**9:09}"


def block(n: int) -> int:
    """Return an eight-digit provider block."""
    return 10_000_000 + (n * SCATTER + 31_415_926) % BLOCKS
