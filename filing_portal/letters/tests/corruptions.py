"""How each promise of this room can be broken."""

from filing_portal.letters.invariants import ONCE, WAITING
from filing_portal.tests.corruption import written_twice

LETTER = """
    INSERT INTO letters_letter (uuid, email, kind, key, language, subject, body, url, is_secret, created_at, attempts,
                                next_attempt_at, error)
    VALUES (gen_random_uuid(), 'a@demo.example', 'received', 'a key', 'en', '', '', '', false,
            now() - interval '5 minutes', 0, now() - interval '5 minutes', '');
"""
CORRUPTIONS = [
    (ONCE, LETTER + written_twice("letters_letter", "key", "'a key'")),
    (WAITING, LETTER),
]
