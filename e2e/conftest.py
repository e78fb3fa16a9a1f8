"""One portal and one browser for all browser tests of a process."""

import json
import os
from collections.abc import Iterator

import pytest

from e2e.pages import Objects
from e2e.portal import Portal, running
from filing_portal.tests.browser import NO_BROWSER, find_browser

# Playwright keeps a loop in the thread of the tests, which Django would take for asynchronous code of ours.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    with running(tmp_path_factory.mktemp("portal")) as portal:
        yield portal


@pytest.fixture(scope="session")
def objects(portal: Portal) -> Objects:
    found: Objects = json.loads(portal.python("-W", "ignore", "-m", "e2e.objects"))
    return found


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    assert find_browser(), NO_BROWSER
    return browser_type_launch_args
