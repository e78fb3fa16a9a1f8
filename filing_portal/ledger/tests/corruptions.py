"""How each promise of this room can be broken."""

from filing_portal.ledger.invariants import NO_WORDS

WITH = "UPDATE ledger_event SET {} WHERE id = (SELECT min(id) FROM ledger_event)"
CORRUPTIONS = [
    (NO_WORDS, WITH.format("""after = '{"note": "网站已无法打开。"}'""")),
    (NO_WORDS, WITH.format("""before = '{"fields": ["said by a person"]}'""")),
]
