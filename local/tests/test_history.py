"""Which databases this code can go on from."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from local.history import is_readable

pytestmark = pytest.mark.django_db


def read():
    return is_readable(MigrationLoader(connection), connection)


def record(app, name):
    MigrationRecorder(connection).record_applied(app, name)


def test_a_database_that_is_up_to_date_is_readable():
    assert read()


def test_a_database_that_lacks_the_latest_migration_is_readable():
    MigrationRecorder(connection).record_unapplied("inspections", "0002_permissions")

    assert read()


@pytest.mark.parametrize("app", ["registry", "an_app_that_is_gone"])
def test_a_migration_that_this_code_does_not_have_makes_it_unreadable(app):
    record(app, "0009_of_before")

    assert not read()


def test_what_a_library_has_left_behind_does_not_matter():
    record("auth", "0099_of_another_version")

    assert read()


def test_a_migration_that_was_squashed_is_known():
    record("registry", "0009_of_before")
    loader = MigrationLoader(connection)
    squashed = loader.disk_migrations["registry", "0001_initial"]
    setattr(squashed, "replaces", [("registry", "0009_of_before")])  # noqa: B010  -- of this instance alone

    assert is_readable(loader, connection)


def test_a_migration_without_the_ones_below_it_makes_it_unreadable():
    MigrationRecorder(connection).record_unapplied("providers", "0001_initial")

    assert not read()
