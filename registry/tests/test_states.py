from registry.states import MOVES, Status


def test_an_entry_goes_these_ways_and_no_others():
    steps = {verb: (set(move.sources), move.target) for verb, move in MOVES.items() if move.sources and move.target}
    assert steps == {
        "suspend": ({"valid"}, "suspended"),
        "resume": ({"suspended"}, "valid"),
        "deregister": ({"valid", "suspended"}, "deregistered"),
        "revoke": ({"valid", "suspended"}, "revoked"),
    }


def test_a_number_is_never_valid_again_after_deregistration_or_revocation():
    left = {source for move in MOVES.values() if move.target for source in move.sources}
    assert set(Status) - left == {Status.DEREGISTERED, Status.REVOKED}
