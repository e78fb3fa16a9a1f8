import re
from datetime import date
from itertools import chain

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from filing_portal.ledger.workflow import record
from filing_portal.tests.factories import make_entry, make_inspection, make_provider
from filings.catalogue import BY_NAME
from inspections.states import Status as InspectionStatus
from registry.models import Entry
from registry.numbers import compose
from registry.states import Status
from registry.workflow import correct

pytestmark = pytest.mark.django_db

KNOWN = "1101082276223860002X"


@pytest.fixture
def import_list(tmp_path):
    """Take lines of a published list over."""

    def imported(*lines: str) -> None:
        path = tmp_path / "list.csv"
        path.write_text("number,service,provider,url\n" + "\n".join(lines))
        call_command("import_entries", str(path))

    return imported


def many(count: int, first_block: int = 20_000_000) -> list[str]:
    return [f"{compose('110108', 2022, first_block + n, 1)},存证服务{n},测试公司{n}," for n in range(count)]


def text_of(response) -> str:
    """Return the words of the page's main part, single-spaced."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert main is not None
    return " ".join(re.sub(r"<[^>]*>", " ", main[0]).split())


def numbers_in(response) -> list[str]:
    return re.findall(r'<h3><a href="/en/register/([0-9X]{20})/"', response.content.decode())


def queries(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


# Home


def test_home_shows_the_latest_five_filings(client, import_list):
    import_list(*many(7))
    response = client.get("/en/")
    assert [entry.service_name for entry, _ in response.context["rows"]] == [f"存证服务{n}" for n in (6, 5, 4, 3, 2)]
    assert client.get("/").status_code == 200


def test_home_says_what_will_be_there_while_nothing_is(client):
    assert "Filings appear here as soon as their numbers are issued." in text_of(client.get("/en/"))


# Search


@pytest.mark.parametrize("query", ["存证", "CHAIN", "ｃｈ", "数据 chain", "测试公司"])
def test_two_characters_of_a_name_find_it(client, import_list, query):
    import_list(f"{KNOWN},存证数据 Chain,测试公司,")
    assert numbers_in(client.get("/en/register/", {"q": query})) == [KNOWN]


def test_a_piece_of_a_number_finds_it(client, import_list):
    import_list(f"{KNOWN},可信,,", *many(3))
    assert numbers_in(client.get("/en/register/", {"q": "76223860"})) == [KNOWN]


def test_every_word_must_occur(client, import_list):
    import_list(f"{KNOWN},存证数据,测试公司,")
    response = client.get("/en/register/", {"q": "存证 没有"})
    assert numbers_in(response) == []
    assert "Nothing in the register holds all of these words." in text_of(response)


@pytest.mark.parametrize(
    ("asked", "count", "heading"),
    [
        ({}, 0, "No filing found"),
        ({"q": "存证"}, 0, "No filing found"),
        ({}, 2, "All filings, newest first"),
        ({}, 21, "All filings, newest first"),
        ({"q": "存证"}, 1, "1 filing with “存证”"),
        ({"q": "存证"}, 20, "20 filings with “存证”"),
        ({"q": "存证"}, 21, "Filings with “存证”, newest first"),
    ],
)
def test_the_results_are_counted_where_one_page_holds_them_all(client, import_list, asked, count, heading):
    import_list(*many(count))
    response = client.get("/en/register/", asked)
    assert response.context["heading"] == heading
    assert f'<h2 id="results-title">{heading}</h2>' in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "heading"),
    [
        ({"status": "revoked"}, "Revoked, newest first"),
        ({"province": "11"}, "Beijing, newest first"),
        ({"status": "revoked", "province": "11"}, "Revoked, Beijing, newest first"),
        ({"q": "存证", "status": "revoked"}, "1 filing with “存证”: Revoked"),
        ({"q": "存证", "province": "11"}, "1 filing with “存证”: Beijing"),
    ],
)
def test_filters_stand_in_the_heading(client, import_list, asked, heading):
    import_list(*many(1))
    Entry.objects.update(status=Status.REVOKED, province="11")
    response = client.get("/en/register/", asked)
    assert response.context["heading"] == heading


def test_the_query_is_escaped_in_the_heading(client, import_list):
    import_list(f"{KNOWN},<b>存证,,")
    assert "1 filing with “&lt;b&gt;存证”</h2>" in client.get("/en/register/", {"q": "<b>存证"}).content.decode()


def test_a_result_without_a_name_or_a_day_shows_its_number_and_its_year(client, import_list):
    import_list(f"{KNOWN},,,")
    [row] = client.get("/en/register/").context["found"]
    assert (row.title, row.filed) == (row.number, "Filed in 2022")


def test_a_result_shows_its_service_and_the_day_of_filing(client):
    entry = make_entry()
    Entry.objects.filter(pk=entry.pk).update(issued_on=date(2026, 9, 2))
    response = client.get("/en/register/")
    [row] = response.context["found"]
    assert (row.title, row.filed) == (row.service, "Filed 2026-09-02")
    assert "<span>Filed 2026-09-02</span>" in response.content.decode()


def test_one_character_is_answered_with_a_sentence(client):
    response = client.get("/en/register/", {"q": "链"})
    assert response.context["form"].errors == {
        "q": ["Type at least two characters of a number, a provider or a service."]
    }
    assert "<title>Error: Register" in response.content.decode()


@pytest.mark.parametrize("query", ["存\0证", "a" * 501])
def test_what_cannot_be_searched_is_answered_at_the_field(client, query):
    response = client.get("/en/register/", {"q": query})
    assert list(response.context["form"].errors) == ["q"]


@pytest.mark.parametrize(
    "query",
    [
        KNOWN,
        KNOWN.lower(),
        f"京网信备{KNOWN}号",
        f"备案编号：京 网信备 {KNOWN} 号",
        "１１０１０８２２７６２２３８６０００２Ｘ",
    ],
)
def test_a_whole_number_leads_to_its_record(client, import_list, query):
    import_list(f"{KNOWN},,,")
    response = client.get("/en/register/", {"q": query})
    assert (response.status_code, response["Location"]) == (302, f"/en/register/{KNOWN}/")


@pytest.mark.parametrize(
    ("query", "heading", "reason"),
    [
        (
            "京网信备11010819574012440013号",
            "This is not a filing number",
            "its last character, which guards against typing errors",
        ),
        ("京ICP备19000001号", "This is not a filing number", "This is an ICP number"),
        (f"京网信备{KNOWN}号", "This number is not in the register", "no filing in the register has it"),
        ("110108227622386000", "This filing number is incomplete", "this one has 18"),
    ],
)
def test_a_number_without_a_record_is_explained(client, query, heading, reason):
    words = text_of(client.get("/en/register/", {"q": query}))
    assert heading in words
    assert reason in words
    assert "Nothing in the register" not in words


def test_hits_are_marked_and_markup_in_names_stays_text(client, import_list):
    import_list(f'{KNOWN},<b>存证</b>&,"<script>alert(1)</script>存证",')
    page = client.get("/en/register/", {"q": "存证"}).content.decode()
    assert "&lt;b&gt;<mark>存证</mark>&lt;/b&gt;&amp;" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<mark>存证</mark>" in page
    assert "<script>alert" not in page
    hit = client.get("/en/register/", {"q": "<script>"}).content.decode()
    assert "<mark>&lt;script&gt;</mark>alert(1)" in hit


def test_the_query_itself_stays_text(client):
    query = '"><script>alert(1)</script>'
    page = client.get("/en/register/", {"q": query}).content.decode()
    assert "<script>alert" not in page
    assert escape(query) in page


def test_status_and_province_narrow_the_results(client, import_list):
    beijing, zhejiang = KNOWN, compose("330106", 2022, 76223861, 1).body
    import_list(f"{beijing},存证,,", f"{zhejiang},存证,,")
    Entry.objects.filter(number=beijing).update(status=Status.SUSPENDED)
    found = {
        query: numbers_in(client.get(f"/en/register/?{query}"))
        for query in (
            "q=存证",
            "q=存证&status=suspended",
            "province=33",
            "status=suspended&province=33",
            "status=valid",
        )
    }
    assert found == {
        "q=存证": [zhejiang, beijing],
        "q=存证&status=suspended": [beijing],
        "province=33": [zhejiang],
        "status=suspended&province=33": [],
        "status=valid": [zhejiang],
    }


def test_pages_by_key_show_every_entry_once_and_lead_back(client, import_list):
    import_list(*many(45))
    wanted = [entry.number for entry in Entry.objects.order_by("-published_at", "-pk")]
    path, pages = "/en/register/?q=存证", []
    while path:
        response = client.get(path)
        pages.append(numbers_in(response))
        path = response.context["page"].next_url and f"/en/register/{response.context['page'].next_url}"
    assert [len(page) for page in pages] == [20, 20, 5]
    assert list(chain.from_iterable(pages)) == wanted
    back = client.get(f"/en/register/{response.context['page'].previous_url}")
    assert numbers_in(back) == pages[1]
    first = client.get(f"/en/register/{back.context['page'].previous_url}")
    assert numbers_in(first) == pages[0]
    assert first.context["page"].previous_url == ""
    assert first.context["page"].next_url != ""


def test_an_entry_published_meanwhile_does_not_move_the_next_page(client, import_list):
    import_list(*many(25))
    following = client.get("/en/register/").context["page"].next_url
    before = numbers_in(client.get(f"/en/register/{following}"))
    import_list(*many(3, 30_000_000))
    assert numbers_in(client.get(f"/en/register/{following}")) == before


@pytest.mark.parametrize("cursor", [KNOWN, "0", "x\0"])
def test_a_cursor_that_is_no_entry_s_is_not_found_or_said_to_be_wrong(client, cursor):
    response = client.get("/en/register/", {"after": cursor})
    assert response.status_code == (404 if cursor == KNOWN else 200)


# Record


@pytest.mark.parametrize(
    "spelling", [KNOWN.lower(), f"京网信备{KNOWN}号", f"京网信备 {KNOWN}", "１１０１０８２２７６２２３８６０００２Ｘ"]
)
def test_every_other_spelling_leads_to_the_one_address(client, spelling):
    for prefix in ("", "/en"):
        response = client.get(f"{prefix}/register/{spelling}/")
        assert (response.status_code, response["Location"]) == (301, f"{prefix}/register/{KNOWN}/")


def test_an_issued_record_shows_the_public_facts_and_no_more(client):
    entry = make_entry(
        make_provider(name="澄链科技（杭州）有限公司", address="秘密路 1 号"),
        service_name="链上存证服务",
        web_address="https://evidence.example.cn",
        server_county="330106",
        server_address="203.0.113.77",
        description="不公开的说明",
    )
    response = client.get(f"/en/register/{entry.number}/")
    assert [(str(fact.label), fact.value) for fact in response.context["facts"]] == [
        ("Name of the provider", "澄链科技（杭州）有限公司"),
        ("Place of registration", "Zhejiang 杭州市西湖区"),
        ("Service name", "链上存证服务"),
        ("Service category", "Application operator"),
        ("Service form", "Website"),
        ("Application field", "Judicial evidence"),
        ("Web address", "https://evidence.example.cn"),
        ("Server location", "Zhejiang 杭州市"),
    ]
    page = response.content.decode()
    assert response.context["office"].code == "33"
    assert 'href="https://evidence.example.cn" rel="nofollow noopener"' in page
    secrets = ("203.0.113.77", "秘密路", "不公开的说明", "陈测试", entry.provider.credit_code, "周测试")
    assert [secret for secret in secrets if secret in page] == []


def test_the_history_tells_what_happened_without_persons_and_what_is_not_public(client):
    entry = make_inspection(status=InspectionStatus.PASSED).entry
    correct(entry, {"web_address": "https://new.example.cn"}, by=entry.provider.members().get())
    record(entry, "look_into", by=None)
    response = client.get(f"/en/register/{entry.number}/")
    assert [(str(line.title), line.detail) for line in response.context["history"]] == [
        ("Corrected after an inspection", "Web address"),
        ("Passed an inspection", ""),
        ("Number issued and published", ""),
    ]
    assert "https://new.example.cn" in response.content.decode()
    assert entry.provider.members().get().name not in response.content.decode()


def test_an_imported_record_says_what_the_list_left_out(client, import_list):
    import_list(f"{KNOWN},,北京熠智科技有限公司,javascript:alert(1)")
    response = client.get(f"/en/register/{KNOWN}/")
    words = text_of(response)
    assert "Service name Not given in the published list" in words
    assert "2022; the published list does not give the day" in words
    assert "Source Taken over from a published list" in words
    assert "Service category" not in words
    assert 'href="javascript' not in response.content.decode()


@pytest.mark.parametrize(
    ("status", "heading", "tag"),
    [
        (Status.VALID, "This filing number is valid", "On file"),
        (Status.SUSPENDED, "This filing is suspended", "Suspended"),
        (Status.DEREGISTERED, "This filing is no longer in force", "Deregistered"),
        (Status.REVOKED, "This filing is no longer in force", "Revoked"),
    ],
)
def test_the_record_says_whether_the_filing_is_in_force(client, import_list, status, heading, tag):
    import_list(f"{KNOWN},,,")
    Entry.objects.update(status=status)
    words = text_of(client.get(f"/en/register/{KNOWN}/"))
    assert f"{tag} {heading} Checked " in words
    assert "Filing only records facts about a subject" in words


@pytest.mark.parametrize(
    ("path", "heading"), [(KNOWN, "This number is not in the register"), ("hello", "This is not a filing number")]
)
def test_a_record_that_is_not_there_is_a_404_that_helps(client, path, heading):
    response = client.get(f"/en/register/{path}/")
    assert response.status_code == 404
    assert heading in text_of(response)
    assert 'name="q"' in response.content.decode()


# Verify


def test_the_form_alone_says_nothing(client):
    assert "verdict" not in client.get("/en/verify/").context


def test_an_empty_number_is_said_at_the_field(client):
    response = client.get("/en/verify/?number=")
    assert list(response.context["form"].errors) == ["number"]
    assert "verdict" not in response.context


@pytest.mark.parametrize(
    ("number", "result", "heading"),
    [
        (f"京网信备{KNOWN}号", "valid", "This filing number is valid"),
        ("京网信备11010819574012440013号", "malformed", "This is not a filing number"),
        (str(compose("110108", 2022, 76223860, 3)), "not_found", "This number is not in the register"),
    ],
)
def test_a_number_is_judged_with_the_time_of_the_check(client, import_list, number, result, heading):
    import_list(f"{KNOWN},可信数据池,,")
    response = client.get("/en/verify/", {"number": number})
    assert response.context["verdict"].result == result
    assert heading in text_of(response)
    assert ("against the register" in text_of(response)) is (result != "malformed")
    assert ("only its form was looked at" in text_of(response)) is (result == "malformed")
    assert ("可信数据池" in text_of(response)) is (result == "valid")


@pytest.mark.parametrize("path", ["/en/verify/?number=", "/en/register/?q="])
@pytest.mark.parametrize("text", ["京ICP备19000001号", "京公网安备11010802000001号", "网信算备110108000000000000001号"])
def test_of_another_scheme_s_number_only_the_form_was_read(client, path, text):
    words = text_of(client.get(path + text))
    assert "only its form was looked at, nothing was looked up in the register" in words
    assert "against the register" not in words


@pytest.mark.parametrize(("path", "shown"), [("/en/verify/?number=", True), ("/en/register/?q=", False)])
def test_a_number_that_was_cut_off_leads_to_the_filings_of_its_provider(client, import_list, path, shown):
    import_list(f"{KNOWN},可信数据池,,", *many(1))
    response = client.get(f"{path}网信备{KNOWN[:17]}")
    page = response.content.decode()
    assert re.findall(r'href="/en/register/([0-9X]{20})/"', page) == [KNOWN]
    assert ("?q=76223860" in page) is shown
    assert ("This filing number is incomplete Checked " in text_of(response)) is shown
    assert "only its form was looked at" not in page


def test_a_mistyped_number_that_was_cut_off_leads_there_from_the_search_too(client, import_list):
    import_list(f"{KNOWN},可信数据池,,", *many(1))
    page = client.get("/en/register/?q=网信备330106217622386000").content.decode()
    assert re.findall(r'href="/en/register/([0-9X]{20})/"', page) == [KNOWN]


# All


@pytest.mark.parametrize("path", ["/", "/register/", "/register/?q=存证", "/register/?q=存证&status=valid&province=11"])
def test_a_page_asks_the_same_queries_of_ten_and_of_a_thousand_rows(client, import_list, path):
    import_list(*many(10))
    few = queries(client, path)
    import_list(*many(1000, 30_000_000))
    assert (queries(client, path), few <= 6) == (few, True)


def test_a_record_needs_few_queries(client):
    assert queries(client, f"/register/{make_entry().number}/") <= 6


@pytest.mark.parametrize("path", ["/", "/register/", f"/register/{KNOWN}/", "/verify/", "/api/v1/docs"])
def test_public_pages_are_only_read(client, path):
    assert client.post(path).status_code == 405


def test_the_page_about_the_api_names_every_path_and_parameter(client):
    described = client.get("/api/v1/openapi.json").json()
    page = client.get("/en/api/v1/docs").content.decode()
    names = [
        name
        for schema in ("EntryOut", "VerdictOut")
        for name in described["components"]["schemas"][schema]["properties"]
    ]
    parameters = [row["name"] for path in described["paths"].values() for row in path["get"]["parameters"]]
    missing = [
        name for name in {*names, *parameters} if f"<code>{name}</code>" not in page and f"{{{name}}}" not in page
    ]
    assert missing == []
    assert [path for path in described["paths"] if f"GET {path}" not in page] == []


def test_the_facts_of_the_catalogue_that_are_public_are_these():
    assert [name for name, item in BY_NAME.items() if item.public] == [
        "name",
        "county",
        "service_name",
        "category",
        "forms",
        "fields",
        "other_field",
        "web_address",
        "client_name",
        "account_name",
        "server_county",
    ]
