import pytest
from django.db import connection

from filing_portal.tests.factories import make_filing, owner_of
from filings import workflow

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", ["discard", "check"])
def test_a_row_that_goes_away_between_page_and_verb_is_not_found(client, action):
    filing = make_filing()
    owner = owner_of(filing.provider)
    client.force_login(owner)
    discarded: list[int] = []

    def discard_before_the_lock(execute, sql, *rest):
        """Let a second click come first: the page has found the draft, its verb is about to lock the first row."""
        if "FOR NO KEY UPDATE" in sql and not discarded:
            discarded.append(filing.pk)
            workflow.discard(filing.pk, by=owner)
        return execute(sql, *rest)

    with connection.execute_wrapper(discard_before_the_lock):
        response = client.post(f"/filings/{filing.uuid}/{action}/", {"round": 1, "is_true": "on"})

    assert (response.status_code, discarded) == (404, [filing.pk])
