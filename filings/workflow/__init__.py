from filings.workflow.drafts import discard, save_answers, seal_person, start, start_again
from filings.workflow.rounds import lapse, lock_provider_of, provider_id_of, submit, tell, withdraw
from filings.workflow.standing import OPEN_DAY, note_open_day
from filings.workflow.telling import remind, tell_moved

__all__ = [
    "OPEN_DAY",
    "discard",
    "lapse",
    "lock_provider_of",
    "note_open_day",
    "provider_id_of",
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
