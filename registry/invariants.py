"""Invariants of the register: each filed service has one number, well formed, without gap, never given twice."""

import json

from filing_portal.base.invariant import Invariant
from filing_portal.ledger.histories import history_of
from providers.divisions import CODE_OF_GLYPH
from registry.models import Entry

# ISO 7064 MOD 11-2: the digit at place i of twenty weighs 2 to the power of 20 - i.
WEIGHTED = " + ".join(f"substr(number, {place}, 1)::int * {2 ** (20 - place) % 11}" for place in range(1, 20))

FILED = Invariant(
    "What is filed has its entry, and nothing else has one",
    rows="SELECT count(*) FROM filings_filing",
    # A number follows its decision within seconds; a minute is left to those that are on their way.
    breaches="""
        SELECT 'filing ' || filing.id
        FROM filings_filing AS filing
        LEFT JOIN registry_entry AS entry ON entry.service_id = filing.service_id
        WHERE filing.status = 'filed' AND (entry.id IS NULL OR filing.numbered_at IS NULL)
          AND (entry.id IS NOT NULL OR filing.numbered_at IS NOT NULL
               OR filing.decided_at < now() - interval '1 minute')
        UNION ALL
        SELECT 'entry ' || entry.number
        FROM registry_entry AS entry
        LEFT JOIN filings_filing AS filing ON filing.service_id = entry.service_id AND filing.status = 'filed'
        WHERE entry.source = 'issued' AND filing.id IS NULL
    """,
)

WELL_FORMED = Invariant(
    "Every number says its county, year, block and serial, and its check character is right",
    rows="SELECT count(*) FROM registry_entry",
    breaches=f"""
        SELECT 'entry ' || number
        FROM registry_entry
        WHERE number <> county || lpad(mod(year, 100)::text, 2, '0') || lpad(block_id::text, 8, '0')
                        || lpad(serial::text, 3, '0')
                        || substr('0123456789X', mod(12 - mod({WEIGHTED}, 11), 11) + 1, 1)
           OR left(county, 2) <> province OR (%(glyphs)s::jsonb ->> glyph) IS DISTINCT FROM province
    """,  # noqa: S608
    parameters=lambda: {"glyphs": glyphs()},
)

ONCE = Invariant(
    "No number is given twice",
    rows="SELECT count(*) FROM registry_entry",
    breaches="""
        SELECT 'number ' || number FROM registry_entry GROUP BY number HAVING count(*) > 1
        UNION ALL
        SELECT 'block ' || block_id || ', serial ' || serial FROM registry_entry
        GROUP BY block_id, serial HAVING count(*) > 1
        UNION ALL
        SELECT 'service ' || service_id FROM registry_entry WHERE service_id IS NOT NULL
        GROUP BY service_id HAVING count(*) > 1
    """,
)

WITHOUT_GAP = Invariant(
    "The serials of a provider are without gap",
    rows="SELECT count(*) FROM registry_block",
    # An imported serial may stand without its predecessor; one issued here never does.
    breaches="""
        WITH given AS (
            SELECT block_id, provider_id, serial, source, lag(serial, 1, 0::smallint) OVER in_order AS former
            FROM registry_entry WINDOW in_order AS (PARTITION BY block_id ORDER BY serial)
        )
        SELECT DISTINCT 'block ' || given.block_id
        FROM given JOIN registry_block AS block ON block.value = given.block_id
        WHERE given.source = 'issued'
          AND (given.serial <> given.former + 1 OR given.provider_id IS DISTINCT FROM block.provider_id)
        UNION
        SELECT 'block ' || block.value
        FROM registry_block AS block
        LEFT JOIN (SELECT block_id, max(serial) AS last FROM registry_entry GROUP BY block_id) AS entries
               ON entries.block_id = block.value
        WHERE block.last_serial <> coalesce(entries.last, 0)
    """,
)

PUBLISHED = Invariant(
    "Every issued entry says what its latest version says",
    rows="SELECT count(*) FROM registry_version",
    breaches="""
        WITH latest AS (
            SELECT DISTINCT ON (entry_id) entry_id, number, count(*) OVER (PARTITION BY entry_id) AS n, snapshot
            FROM registry_version ORDER BY entry_id, number DESC
        )
        SELECT 'entry ' || entry.number
        FROM registry_entry AS entry LEFT JOIN latest ON latest.entry_id = entry.id
        WHERE entry.source = 'issued'
          AND (latest.n IS DISTINCT FROM latest.number
               OR entry.service_name IS DISTINCT FROM latest.snapshot ->> 'service_name'
               OR entry.provider_name IS DISTINCT FROM latest.snapshot ->> 'name')
    """,
)


def glyphs() -> str:
    """Return the province of each character that may be printed before a number, as JSON."""
    return json.dumps(CODE_OF_GLYPH)


HISTORY = history_of(Entry)

INVARIANTS = (FILED, WELL_FORMED, ONCE, WITHOUT_GAP, PUBLISHED, HISTORY)
