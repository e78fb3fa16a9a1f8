"""What holds of letters at every moment."""

from django.conf import settings

from filing_portal.base.invariant import Invariant

ONCE = Invariant(
    "No letter is written or sent twice",
    rows="SELECT count(*) FROM letters_letter",
    breaches="SELECT 'letter ' || key FROM letters_letter GROUP BY key HAVING count(*) > 1",
)

WAITING = Invariant(
    "No letter waits for more than a minute without a recorded error",
    rows="SELECT count(*) FROM letters_letter WHERE sent_at IS NULL",
    breaches="""
        SELECT 'letter ' || key FROM letters_letter
        WHERE sent_at IS NULL AND error = '' AND created_at < now() - interval '1 minute'
          AND next_attempt_at < now() - interval '1 minute'
    """,
    applies=lambda: bool(settings.EMAIL_HOST),  # without a mail server letters stay in the outbox
)

INVARIANTS = (ONCE, WAITING)
