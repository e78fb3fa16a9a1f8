import pytest

from filing_portal.terms.models import Limit, Notice

WAITS = {
    "release": ({"prepared"}, "released"),
    "discard": ({"prepared"}, "discarded"),
}


def steps(model) -> dict[str, tuple[set[str], str]]:
    return {
        verb: (set(move.sources), move.target) for verb, move in model.MOVES.items() if move.sources and move.target
    }


@pytest.mark.parametrize(
    ("model", "expected"), [(Limit, WAITS), (Notice, WAITS | {"overtake": ({"prepared"}, "discarded")})]
)
def test_a_version_waits_until_it_is_released_or_discarded_and_stays_so(model, expected):
    assert steps(model) == expected
