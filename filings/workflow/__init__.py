from filings.workflow.drafts import discard, save_answers, seal_person, start, start_again
from filings.workflow.rounds import lapse, lock_with_provider, submit, tell, withdraw
from filings.workflow.standing import OPEN_DAY, note_open_day

__all__ = [
    "OPEN_DAY",
    "discard",
    "lapse",
    "lock_with_provider",
    "note_open_day",
    "save_answers",
    "seal_person",
    "start",
    "start_again",
    "submit",
    "tell",
    "withdraw",
]
