from datetime import date

import pytest

from filing_portal.terms.limits import applied

IN_FORCE = date(2019, 2, 15)


@pytest.mark.parametrize(
    ("limit", "on", "found"),
    [
        ("file", date(2019, 2, 14), ("file-before-2019", IN_FORCE)),
        ("file", date(2009, 1, 3), ("file-before-2019", IN_FORCE)),
        ("file", IN_FORCE, ("file", IN_FORCE)),
        ("file-before-2019", date(2026, 9, 22), ("file", date(2026, 9, 22))),
        ("decide", date(2018, 1, 1), ("decide", date(2018, 1, 1))),
    ],
)
def test_the_limit_follows_from_the_day(limit, on, found):
    assert applied(limit, on) == found
