import logging

import pytest
from django.db import transaction
from django.utils import translation

from filing_portal.tests.world import build


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Make the world of the file that asks for it, once, and roll it back at its end."""
    logging.disable(logging.WARNING)  # thousands of lines that nobody reads
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
    logging.disable(logging.NOTSET)


@pytest.fixture
def ground(settings):
    """As many attempts as a test needs, and addresses without a prefix."""
    settings.ACCOUNT_RATE_LIMITS = False
    with translation.override("zh-hans"):
        yield
