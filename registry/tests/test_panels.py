import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filing_portal.base import parts
from filing_portal.tests.factories import make_entry, make_filing, make_provider, owner_of
from filings.states import Status as FilingStatus
from registry.models import Entry
from registry.states import Status

pytestmark = pytest.mark.django_db

LISTS = ("/en/dashboard/", "/en/filings/")


def rows_of(response) -> list[list[str]]:
    """Return the words in each cell of the table on the page, row by row."""
    rows = re.findall(r"<tr>(.*?)</tr>", response.content.decode(), re.DOTALL)
    cells = (re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL) for row in rows)
    return [[" ".join(re.sub("<[^>]*>", " ", cell).split()) for cell in row] for row in cells]


@pytest.mark.parametrize("path", LISTS)
def test_a_provider_s_lists_show_the_filing_number_and_say_on_file(client, path):
    provider = make_provider()
    entry = make_entry(provider, service_name="链上存证")
    client.force_login(owner_of(provider))
    head, row = rows_of(client.get(path))
    at = {name: head.index(name) for name in ("Service", "Filing number", "Status")}
    assert [row[place] for place in at.values()] == ["链上存证", entry.full_number, "On file"]


@pytest.mark.parametrize("path", LISTS)
def test_a_filing_without_a_number_has_none_in_the_list(client, path):
    provider = make_provider()
    make_filing(provider, service_name="草稿")
    make_filing(provider, "filed", service_name="刚刚备案")
    client.force_login(owner_of(provider))
    head, *rows = rows_of(client.get(path))
    assert {row[0]: row[head.index("Filing number")] for row in rows} == {"草稿": "—", "刚刚备案": "Being issued"}


def test_the_status_of_what_is_filed_is_an_adjective_in_both_languages():
    assert [str(FilingStatus.FILED.label), str(Status.VALID.label)] == ["已备案", "已备案"]


def test_the_numbers_of_a_list_are_one_question():
    provider = make_provider()
    filings = [make_entry(provider, service_name=f"服务{n}").service.filings.get() for n in range(3)]
    with CaptureQueriesContext(connection) as captured:
        cells = parts.cells("filings:list", filings)
    numbers = dict(Entry.objects.values_list("service__filings", "number"))
    assert {key: re.sub("[^0-9X]", "", re.sub("<[^>]*>", "", html)) for key, html in cells.items()} == numbers
    assert len(captured) == 1
