"""The whole life of a filing, written out: the table of moves says this and no more."""

from filings.states import EDITABLE, MOVES, OPEN, OVER, Status


def steps() -> dict[str, tuple[set[str], str]]:
    """Return the verbs that lead from one status to another."""
    return {verb: (set(move.sources), move.target) for verb, move in MOVES.items() if move.sources and move.target}


def test_a_filing_goes_these_ways_and_no_others():
    assert steps() == {
        "submit": ({"draft", "returned"}, "submitted"),
        "withdraw": ({"returned", "submitted"}, "withdrawn"),
        "send_back": ({"submitted"}, "returned"),
        "accept": ({"submitted"}, "filed"),
        "refuse": ({"submitted"}, "refused"),
        "lapse": ({"returned"}, "lapsed"),
    }


def test_every_status_but_the_first_is_reached():
    assert {target for _sources, target in steps().values()} == set(Status) - {Status.DRAFT}


def test_what_is_filed_or_over_goes_nowhere():
    assert {source for sources, _target in steps().values() for source in sources} == OPEN


def test_a_filing_is_open_filed_or_over():
    assert set(Status) == OPEN | {Status.FILED} | OVER
    assert len(Status) == len(OPEN) + 1 + len(OVER)


def test_answers_can_be_changed_before_a_submission_only():
    assert set(MOVES["submit"].sources) == EDITABLE
