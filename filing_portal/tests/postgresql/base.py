from django.db.backends.postgresql import base, operations

GUARDED = "ledger_event"


class DatabaseOperations(operations.DatabaseOperations):
    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        statements = super().sql_flush(style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        if GUARDED not in tables:
            return statements
        return [
            f"ALTER TABLE {GUARDED} DISABLE TRIGGER USER",
            *statements,
            f"ALTER TABLE {GUARDED} ENABLE TRIGGER USER",
        ]


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
