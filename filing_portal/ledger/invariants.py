"""What holds of the ledger at every moment."""

from filing_portal.base.invariant import Invariant

# Codes, digests, days and moments, keys: neither a space nor a character that only a language has.
NO_WORDS = Invariant(
    "No event holds words that a person may have typed",
    rows="SELECT count(*) FROM ledger_event",
    breaches="""
        SELECT 'event ' || id FROM ledger_event
        WHERE jsonb_path_exists(
            jsonb_build_array(before, after),
            '$.** ? (@.type() == "string" && !(@ like_regex "^[A-Za-z0-9_.:+-]{0,64}$"))'
        )
    """,
)

INVARIANTS = (NO_WORDS,)
