import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils.translation import override
from hypothesis import settings as hypothesis
from pytest_django.plugin import blocking_manager_key

from filing_portal.tests.browser import find_browser

hypothesis.register_profile("portal", deadline=None)  # a busy machine makes no test red
hypothesis.load_profile("portal")

SERIALIZED = pytest.StashKey[str]()
BESIDE: list = []  # connections made beside a browser's event loop
BROWSER_FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]  # root and containers have neither


def pytest_collection_modifyitems(items):
    """Give a transactional test, which empties the tables, the reference data of the migrations again."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        wants = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        if wants or (marker and marker.kwargs.get("transaction")):
            item.add_marker(pytest.mark.django_db(transaction=True, serialized_rollback=True), append=False)


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup):
    """Keep the reference data of the migrations, as the test runner has written them down."""
    request.config.stash[SERIALIZED] = getattr(connection, "_test_serialized_contents", "[]")
    yield
    for each in BESIDE:  # before the test database goes
        each.close()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Give the reference data to a new connection as well: beside a browser's event loop Django makes another one."""
    if SERIALIZED in item.config.stash and not hasattr(connection, "_test_serialized_contents"):
        BESIDE.append(connections["default"])
        setattr(connection, "_test_serialized_contents", item.config.stash[SERIALIZED])  # noqa: B010


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Restore the reference data after a transactional test too: in parallel runs a plain test may come next."""
    result = yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("serialized_rollback"):
        with item.config.stash[blocking_manager_key].unblock():
            connection.creation.deserialize_db_from_string(item.config.stash[SERIALIZED])
    return result


@pytest.fixture(autouse=True)
def own_language():
    """Begin every test in the portal's own language, whatever pages the one before it has read."""
    with override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": str(find_browser()), "args": BROWSER_FLAGS}
