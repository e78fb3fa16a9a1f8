from filings.workflow.drafts import discard, save_answers, seal_person, start, start_again
from filings.workflow.rounds import lapse, lock_with_provider, submit, tell, withdraw
from filings.workflow.standing import OPEN_DAY, note_open_day
from filings.workflow.telling import remind, tell_moved

__all__ = [
    "OPEN_DAY",
    "discard",
    "lapse",
    "lock_with_provider",
    "note_open_day",
    "remind",
    "save_answers",
    "seal_person",
    "start",
    "start_again",
    "submit",
    "tell",
    "tell_moved",
    "withdraw",
]
