from filings.workflow.drafts import discard, save_answers, seal_person, start, start_again
from filings.workflow.editing import OPEN_DAY, correction_time_is_over, note_open_day
from filings.workflow.entity import correct_entity
from filings.workflow.rounds import lapse, lock_provider_of, notify, provider_id_of, submit, withdraw

__all__ = [
    "OPEN_DAY",
    "correct_entity",
    "correction_time_is_over",
    "discard",
    "lapse",
    "lock_provider_of",
    "note_open_day",
    "notify",
    "provider_id_of",
    "save_answers",
    "seal_person",
    "start",
    "start_again",
    "submit",
    "withdraw",
]
