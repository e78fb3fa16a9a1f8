"""The whole life of an inspection, written out: the table of moves says this and no more."""

from inspections.states import MOVES, PENDING, UNANSWERED, Status


def steps() -> list[tuple[list[str], str]]:
    """Return from which statuses each verb leads to which."""
    return [(sorted(move.sources), move.target) for move in MOVES.values() if move.sources and move.target]


def test_an_inspection_goes_these_ways_and_no_others():
    assert sorted(steps()) == [
        (["answered"], "passed"),
        (["answered", "overdue"], "not_passed"),
        (["open"], "overdue"),
        (["open", "overdue"], "answered"),
        (["overdue"], "open"),
    ]


def test_late_is_no_wall_an_overdue_inspection_can_be_answered():
    assert set(MOVES["answer"].sources) == UNANSWERED == {Status.OPEN, Status.OVERDUE}


def test_what_was_judged_goes_nowhere():
    assert {source for sources, _target in steps() for source in sources} == PENDING
    assert set(Status) - PENDING == {Status.PASSED, Status.NOT_PASSED}
