from itertools import chain

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filing_portal.base import clock
from filing_portal.tests.factories import make_entry, make_provider
from registry.models import Entry
from registry.numbers import compose
from registry.states import Status

pytestmark = pytest.mark.django_db

KNOWN = "1101082276223860002X"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def imported(tmp_path):
    """Take lines of a published list over."""

    def take(*lines: str) -> None:
        path = tmp_path / "list.csv"
        path.write_text("number,service,provider,url\n" + "\n".join(lines))
        call_command("import_entries", str(path))

    return take


def many(count: int, first_block: int = 20_000_000) -> list[str]:
    return [f"{compose('110108', 2022, first_block + n, 1)},存证服务{n},测试公司{n}," for n in range(count)]


def test_an_issued_entry_is_told_with_names_and_codes(client):
    provider = make_provider(name="澄链科技（杭州）有限公司")
    entry = make_entry(provider, service_name="链上存证服务", web_address="https://evidence.example.cn")
    response = client.get(f"/api/v1/entries/{entry.number}", headers=ENGLISH)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert response["Content-Language"] == "en"
    assert response.json() == {
        "number": entry.full_number,
        "service": "链上存证服务",
        "provider": "澄链科技（杭州）有限公司",
        "web_address": "https://evidence.example.cn",
        "province": "Zhejiang",
        "province_code": "33",
        "county": "Zhejiang 杭州市西湖区",
        "county_code": "330106",
        "status": "On file",
        "status_code": "valid",
        "issued_on": clock.today().isoformat(),
        "year": clock.today().year,
        "source": "Issued here",
        "source_code": "issued",
    }


def test_an_imported_entry_has_null_for_what_is_unknown(client, imported):
    imported(f"{KNOWN},,,")
    told = client.get(f"/api/v1/entries/{KNOWN}").json()
    unknown = [name for name, value in told.items() if value is None]
    assert unknown == ["service", "provider", "web_address", "issued_on"]
    assert (told["province"], told["county"], told["year"], told["source_code"]) == (
        "北京市",
        "北京市海淀区",
        2022,
        "imported",
    )


@pytest.mark.parametrize(
    "path",
    [
        KNOWN.lower(),
        f"{KNOWN}/",
        f"京网信备{KNOWN}号",
        f"京 网信备 {KNOWN}",
        "１１０１０８２２７６２２３８６０００２Ｘ",
    ],
)
def test_the_path_is_read_forgivingly(client, imported, path):
    imported(f"{KNOWN},,,")
    assert client.get(f"/api/v1/entries/{path}").json()["number"] == f"京网信备{KNOWN}号"


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        (KNOWN, "The number is well formed, but no filing in the register has it."),
        (
            "京ICP备19000001号",
            "This is an ICP number, which is given to websites by another authority. "
            "Look for the number with 网信备 in it.",
        ),
    ],
)
def test_an_entry_that_is_not_there_is_told_as_problem_details(client, path, detail):
    response = client.get(f"/api/v1/entries/{path}", headers=ENGLISH)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json() == {"type": "about:blank", "title": "Not Found", "status": 404, "detail": detail}


def test_a_search_is_read_page_by_page_to_its_end(client, imported):
    imported(*many(45))
    pages: list[list[str]] = []
    cursor: str | None = ""
    while cursor is not None:
        told = client.get("/api/v1/entries", {"q": "存证", "limit": 20, "cursor": cursor}).json()
        pages.append([item["number"] for item in told["items"]])
        cursor = told["next"]
    assert [len(page) for page in pages] == [20, 20, 5]
    assert list(chain.from_iterable(pages)) == [
        entry.full_number for entry in Entry.objects.order_by("-published_at", "-pk")
    ]


def test_without_words_the_whole_register_is_told(client, imported):
    imported(*many(3))
    told = client.get("/api/v1/entries").json()
    assert ([item["service"] for item in told["items"]], told["next"]) == (
        ["存证服务2", "存证服务1", "存证服务0"],
        None,
    )


@pytest.mark.parametrize("query", ["公司0", f"京网信备{KNOWN.lower()}号", "76223860"])
def test_names_whole_numbers_and_pieces_of_numbers_are_found(client, imported, query):
    imported(f"{KNOWN},可信,公司0,")
    assert [item["service"] for item in client.get("/api/v1/entries", {"q": query}).json()["items"]] == ["可信"]


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ({"q": "链"}, "Type at least two characters of a number, a provider or a service."),
        ({"cursor": KNOWN}, "This cursor is not one of ours: begin again without it."),
        ({"cursor": "x\0"}, "Correct these parameters and try again: cursor."),
        ({"limit": "0"}, "Correct these parameters and try again: limit."),
        ({"limit": "many", "q": "a" * 501}, "Correct these parameters and try again: q, limit."),
    ],
)
def test_wrong_parameters_are_told_as_problem_details(client, query, detail):
    response = client.get("/api/v1/entries", query, headers=ENGLISH)
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    told = response.json()
    assert (told["type"], told["title"], told["status"], told["detail"]) == (
        "about:blank",
        "Unprocessable Entity",
        422,
        detail,
    )


@pytest.mark.parametrize(
    ("status", "result", "code"),
    [
        (Status.VALID, "valid", None),
        (Status.SUSPENDED, "suspended", "suspended"),
        (Status.DEREGISTERED, "deregistered", "deregistered"),
        (Status.REVOKED, "deregistered", "revoked"),
    ],
)
def test_a_number_in_the_register_is_verified(client, imported, status, result, code):
    imported(f"{KNOWN},,,")
    Entry.objects.update(status=status)
    told = client.get("/api/v1/verify", {"number": f" {KNOWN.lower()} "}).json()
    assert (told["result"], told["number"], told["reason_code"]) == (result, f"京网信备{KNOWN}号", code)
    assert (told["reason"] is None) is (code is None)


@pytest.mark.parametrize(
    ("query", "result", "number", "code"),
    [
        ({"number": KNOWN}, "not_found", f"京网信备{KNOWN}号", "not_found"),
        ({"number": "京网信备11010819574012440013号"}, "malformed", None, "check_character"),
        ({"number": ""}, "malformed", None, "empty"),
        ({}, "malformed", None, "empty"),
        ({"number": "\0"}, "malformed", None, "empty"),
    ],
)
def test_any_other_text_is_answered_with_200_as_well(client, query, result, number, code):
    response = client.get("/api/v1/verify", query)
    told = response.json()
    assert response.status_code == 200
    assert (told["result"], told["number"], told["reason_code"]) == (result, number, code)
    assert told["reason"] != ""


@pytest.mark.parametrize(
    "path", ["/api/v1/entries", f"/api/v1/entries/{KNOWN}", "/api/v1/verify", "/api/v1/openapi.json"]
)
def test_the_interface_is_only_read(client, path):
    refused = client.post(path)
    assert (refused.status_code, refused["Content-Type"]) == (405, "application/problem+json")
    assert refused["Allow"] == "GET, HEAD"
    assert client.delete(path).status_code == 405


def test_a_head_request_is_answered_like_get(client, imported):
    imported(f"{KNOWN},,,")
    response = client.head(f"/api/v1/entries/{KNOWN}")
    assert (response.status_code, response.content) == (200, b"")


def test_the_description_says_what_is_answered(client):
    described = client.get("/api/v1/openapi.json").json()
    assert described["openapi"] == "3.1.0"
    assert {path: sorted(operations["get"]["responses"]) for path, operations in described["paths"].items()} == {
        "/api/v1/entries/{number}": ["200", "404"],
        "/api/v1/entries": ["200", "422"],
        "/api/v1/verify": ["200"],
        "/api/v1/deadline": ["200", "422"],
    }
    assert {method for operations in described["paths"].values() for method in operations} == {"get"}


def test_the_interface_speaks_chinese_unless_asked_otherwise(client, imported):
    imported(f"{KNOWN},,,")
    assert client.get(f"/api/v1/entries/{KNOWN}").json()["province"] == "北京市"
    response = client.get(f"/api/v1/entries/{KNOWN}", headers={"Accept-Language": "fr, en;q=0.5"})
    assert (response.json()["province"], "Accept-Language" in response["Vary"]) == ("Beijing", True)


def test_a_search_asks_the_same_queries_of_ten_and_of_a_hundred_rows(client, imported):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/api/v1/entries", {"q": "存证", "limit": 100})
        return len(captured)

    imported(*many(10))
    few = queries()
    imported(*many(100, 30_000_000))
    assert (few, queries()) == (1, 1)


def test_an_address_the_api_does_not_have_is_a_problem_too(client):
    response = client.get("/api/v1/nothing")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["status"] == 404
