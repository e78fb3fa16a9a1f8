"""How each promise of this room can be broken."""

from filing_portal.terms.invariants import DUE_DAYS, LIMITS, NOTICES, VERSIONS

# As if two officers had brought in what ships with the portal: the ledger knows nothing of it.
PREPARED_BY_TWO = """
    UPDATE terms_{} SET prepared_by_id = (SELECT min(id) FROM accounts_user),
                        released_by_id = (SELECT max(id) FROM accounts_user)
"""
CORRUPTIONS = [
    (DUE_DAYS, "UPDATE terms_term SET due_on = due_on + 1 WHERE met_on IS NULL"),
    (DUE_DAYS, "UPDATE terms_term SET is_provisional = NOT is_provisional WHERE met_on IS NULL"),
    (DUE_DAYS, "UPDATE terms_term SET announced_on = announced_on + 1 WHERE met_on IS NULL"),
    (DUE_DAYS, "UPDATE terms_term SET announced_on = NULL WHERE met_on IS NULL"),
    (DUE_DAYS, "UPDATE terms_term SET working_days = 25 WHERE met_on IS NULL"),
    (VERSIONS, "UPDATE terms_term SET counted_by_id = '2099-1' WHERE met_on IS NULL"),
    (VERSIONS, "UPDATE terms_notice SET status = 'prepared' WHERE code = '2026-1'"),
    (
        VERSIONS,
        "INSERT INTO terms_shift (recomputation_id, term_id, before_on, after_on)"
        " VALUES (1, 1, '2026-09-22', '2026-09-23')",
    ),
    (NOTICES, PREPARED_BY_TWO.format("notice")),
    (LIMITS, PREPARED_BY_TWO.format("limit") + "WHERE code = 'inspect'"),
]
