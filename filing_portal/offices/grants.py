"""How a noun's migration gives the roles what they may do with it: permissions are data."""

from collections.abc import Iterable

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps


def grant(permissions: dict[str, Iterable[str]]) -> RunPython:
    """Return the migration's step that adds permissions, as `app.codename`, to the roles named by their codes."""

    def add(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for role in apps.get_model("offices", "Role").objects.filter(code__in=permissions):
            role.permissions += [code for code in permissions[role.code] if code not in role.permissions]
            role.save()

    return RunPython(add, RunPython.noop)
