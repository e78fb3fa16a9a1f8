from filings.workflow.drafts import discard, save_answers, seal_person, start, start_again
from filings.workflow.rounds import lapse, lock_with_provider, submit, tell, withdraw
from filings.workflow.standing import OPEN_DAY, correction_time_is_over, note_open_day

__all__ = [
    "OPEN_DAY",
    "correction_time_is_over",
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
