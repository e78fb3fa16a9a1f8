"""The register and all that lists it: newest first by the day of publication, read from an index at any size."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filing_portal.base.paging import Page
from registry.imports import Row
from registry.lookup import NEWEST_FIRST, find
from registry.models import Entry
from registry.numbers import compose
from registry.workflow import take_over

pytestmark = pytest.mark.django_db

NUMBERS = [compose("110108", 2022, 76223860, serial) for serial in range(1, 7)]
# Days after the first publication, by serial: published in another order than stored, two at the same moment.
DAYS = (3, 1, 5, 0, 3, 2)
BY_DATE = [NUMBERS[at].body for at in (2, 4, 0, 5, 1, 3)]
SIZE = 20_000


@pytest.fixture
def register():
    take_over([Row(line, number, "链上存证", "熠智科技", "") for line, number in enumerate(NUMBERS)], sha256="0" * 64)
    for number, days in zip(NUMBERS, DAYS, strict=True):
        at = datetime(2026, 9, 1, tzinfo=UTC) + timedelta(days=days)
        Entry.objects.filter(number=number.body).update(published_at=at)


@pytest.mark.parametrize("query", ["", "熠智", "存证 76223860"])
def test_the_register_is_in_the_order_of_publication(register, query):
    assert [entry.number for entry in find(query)] == BY_DATE


def test_home_lists_the_latest_publications(client, register):
    assert [entry.number for entry, _category in client.get("/").context["rows"]] == BY_DATE[:5]


def test_pages_lead_through_the_order_of_publication_and_back(register):
    first = Page(find(""), NEWEST_FIRST, {}, 2)
    second = Page(find(""), NEWEST_FIRST, {"after": first.next}, 2)
    third = Page(find(""), NEWEST_FIRST, {"after": second.next}, 2)
    back = Page(find(""), NEWEST_FIRST, {"before": third.previous}, 2)
    assert [row.number for page in (first, second, third) for row in page.rows] == BY_DATE
    assert [row.number for row in back.rows] == BY_DATE[2:4]


def test_the_interface_goes_on_in_the_same_order(client, register):
    numbers: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        told = client.get("/api/v1/entries", {"limit": 2, "cursor": cursor}).json()
        numbers += [re.sub("[^0-9X]", "", item["number"]) for item in told["items"]]
        cursor = told["next"]
    assert numbers == BY_DATE


def test_a_result_says_the_day_of_publication_where_it_is_not_that_of_filing(client, register):
    shown = client.get("/en/register/").context["found"]
    assert [row.published for row in shown][:2] == ["Published 2026-09-06", "Published 2026-09-04"]
    Entry.objects.update(issued_on="2026-09-06")
    shown = client.get("/en/register/").context["found"]
    assert [row.published for row in shown][:2] == ["", "Published 2026-09-04"]


def many_entries() -> None:
    """Store entries whose moments of publication are scattered, and let PostgreSQL count them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO registry_block (value, last_serial) SELECT 20000000 + n, 1 FROM generate_series(1, %s) n",
            [SIZE],
        )
        cursor.execute(
            """
            INSERT INTO registry_entry (number, glyph, province, county, year, block_id, serial, status, source,
                                        service_name, provider_name, web_address, published_at)
            SELECT '11010822' || 20000000 + n || '0010', '京', province, province || '0101', 2022, 20000000 + n, 1,
                   CASE WHEN n %% 20 = 0 THEN 'suspended' ELSE 'valid' END, 'imported', '存证服务' || n, '测试公司', '',
                   timestamptz '2026-01-01' + n * 7919 %% 20011 * interval '1 minute'
            FROM generate_series(1, %s) n, lateral (SELECT (ARRAY['11', '33', '44'])[n %% 3 + 1] AS province) AS place
            """,
            [SIZE],
        )
        cursor.execute("ANALYZE registry_entry")


def steps(plan: dict) -> list[tuple[str, str]]:
    """Return each step of a plan with the index, else the table it reads."""
    below = [step for part in plan.get("Plans", []) for step in steps(part)]
    return [(plan["Node Type"], plan.get("Index Name", plan.get("Relation Name", ""))), *below]


INDEXES = {
    "/": "entry_newest",
    "/register/": "entry_newest",
    "/register/?province=33": "entry_by_province",
    "/register/?status=suspended": "entry_by_status",
    "/register/?province=33&status=suspended": "entry_by_province_status",
    "/register/?q=存证": "entry_newest",
    "/register/?after={cursor}": "entry_newest",
    "/register/?before={cursor}": "entry_newest",
    "/api/v1/entries": "entry_newest",
    "/api/v1/entries?cursor={cursor}": "entry_newest",
}


def test_each_list_is_read_from_its_index_without_sorting(client):
    many_entries()
    cursor = Entry.objects.order_by("number")[SIZE // 2].number
    plans = {path: plan_of(client, path.format(cursor=cursor)) for path in INDEXES}
    assert {path: [index for step, index in plan if index.startswith("entry_")] for path, plan in plans.items()} == {
        path: [index] for path, index in INDEXES.items()
    }
    # Tables that are empty here may be read whole.
    slow = {("Sort", ""), ("Incremental Sort", ""), ("Seq Scan", "registry_entry")}
    assert {path: slow & set(plan) for path, plan in plans.items() if slow & set(plan)} == {}


def plan_of(client, path: str) -> list[tuple[str, str]]:
    """Return the steps by which PostgreSQL reads the list on the page."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    [asked] = [query["sql"] for query in captured if "LIMIT" in query["sql"] and "ORDER BY" in query["sql"]]
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (FORMAT JSON) " + asked)
        [(told,)] = cursor.fetchall()
    return steps(json.loads(told)[0]["Plan"] if isinstance(told, str) else told[0]["Plan"])
