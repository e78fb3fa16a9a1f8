from providers.states import MOVES, Status


def test_a_provider_is_verified_once_and_stays_so():
    steps = {verb: (set(move.sources), move.target) for verb, move in MOVES.items() if move.sources and move.target}
    assert steps == {"verify": ({Status.REGISTERED}, Status.VERIFIED)}
