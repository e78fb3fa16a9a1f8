from datetime import date

import pytest

from demo import codes
from providers import credit_codes, documents
from registry.numbers import FIRST_BLOCK, LAST_BLOCK

SOME = [1, 2, 3, 31, 999, 123_456, 1_000_000]


@pytest.mark.parametrize("n", SOME)
def test_made_up_codes_pass_the_checks_of_real_ones(n):
    code, card, mobile = codes.credit_code(n, "330106"), codes.id_card(n, "330106"), codes.mobile(n)
    assert credit_codes.credit_code(code) == code
    assert documents.id_card(card, date(2026, 11, 23)) == card
    assert documents.mobile(mobile) == mobile
    assert FIRST_BLOCK <= codes.block(n) <= LAST_BLOCK


@pytest.mark.parametrize(
    "make", [codes.mobile, codes.block, lambda n: codes.credit_code(n, "330106"), lambda n: codes.id_card(n, "330106")]
)
def test_no_two_are_alike(make):
    assert len({make(n) for n in range(1, 20_001)}) == 20_000
