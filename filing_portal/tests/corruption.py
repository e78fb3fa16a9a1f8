"""How tests break a promise on purpose: SQL past triggers and constraints, as each app lists it for its own rows."""

ONE_EVENT = "(SELECT min(id) FROM ledger_event WHERE subject_type = '{}' AND verb = '{}')"


def event_is_cut(label: str, verb: str) -> str:
    """Return SQL that takes one event of this verb out of the ledger."""
    return f"DELETE FROM ledger_event WHERE id = {ONE_EVENT.format(label, verb)}"


def written_twice(table: str, column: str, value: str | int) -> str:
    """Return SQL that copies one row of a table with another key, with its unique indexes gone."""
    return f"""
        DO $$ DECLARE found record; BEGIN
            FOR found IN SELECT conname FROM pg_constraint WHERE conrelid = '{table}'::regclass AND contype = 'u'
            LOOP EXECUTE format('ALTER TABLE {table} DROP CONSTRAINT %I', found.conname); END LOOP;
            FOR found IN SELECT indexrelid::regclass AS name FROM pg_index
                         WHERE indrelid = '{table}'::regclass AND indisunique AND NOT indisprimary
            LOOP EXECUTE 'DROP INDEX ' || found.name; END LOOP;
        END $$;
        CREATE TEMPORARY TABLE twin ON COMMIT DROP AS SELECT * FROM {table} WHERE {column} = {value} LIMIT 1;
        UPDATE twin SET id = 999999;
        DO $$ DECLARE given text; BEGIN
            -- What the database works out by itself is not given.
            SELECT string_agg(quote_ident(attname), ', ') INTO given FROM pg_attribute
            WHERE attrelid = '{table}'::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped;
            EXECUTE format('INSERT INTO {table} (%s) SELECT %s FROM twin', given, given);
        END $$;
    """
