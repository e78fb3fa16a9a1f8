"""What makes a filing complete (art. 11), without a database: answers and day in, sentences out."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override

from filings import checks

TODAY = date(2026, 9, 22)
ADDRESS = "Enter an address that starts with http:// or https://."
COMPLETE = {
    "service_name": "存证链",
    "category": "application",
    "forms": ["app"],
    "fields": ["evidence"],
    "other_field": "",
    "description": "电子数据存证。",
    "web_address": "",
    "client_name": "存证链",
    "account_name": "",
    "started_on": TODAY,
    "server_county": "330106",
    "server_address": "203.0.113.7",
    "person": "a sealed row",
}


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def found(section=None, **answers) -> dict[str, list[str]]:
    wrong = checks.found(COMPLETE | answers, TODAY, section)
    return {name: [str(sentence) for sentence in sentences] for name, sentences in wrong.items()}


def test_nothing_is_wrong_with_a_complete_filing():
    assert found() == {}


def test_an_empty_filing_is_asked_for_everything_that_must_be_there():
    empty: dict[str, Any] = {name: [] if name in ("forms", "fields") else None for name in COMPLETE}
    asked = {name: [str(sentence)] for name, sentence in checks.REQUIRED_MESSAGES.items()}
    sentence = "Enter a web address, a client name or an official account name: at least one of them."
    assert found(**empty) == asked | {"web_address": [sentence]}


@pytest.mark.parametrize("name", sorted(checks.REQUIRED_MESSAGES))
def test_each_answer_that_must_be_there_is_missed_by_itself(name):
    assert found(**{name: None}) == {name: [str(checks.REQUIRED_MESSAGES[name])]}


@pytest.mark.parametrize(
    ("started_on", "sentences"),
    [
        (date(2019, 2, 14), {}),
        (TODAY, {}),
        (
            date(2026, 9, 23),
            {"started_on": ["The start date cannot be in the future: only running services are filed."]},
        ),
    ],
    ids=["before the Provisions", "today", "tomorrow"],
)
def test_only_a_running_service_is_filed(started_on, sentences):
    assert found(started_on=started_on) == sentences


def test_the_county_of_the_server_is_one_of_today():
    sentence = "Select a county from the list: this code is not in use today."
    assert found(server_county="330103") == {"server_county": [sentence]}  # 下城区, abolished in 2021
    assert found(server_county="330113") == {}  # 临平区, made in 2021


@pytest.mark.parametrize(
    "answers", [{"category": "licence"}, {"forms": ["app", "fax"]}, {"fields": ["none"]}], ids=["one", "some", "all"]
)
def test_a_choice_is_one_of_the_list(answers):
    assert found(**answers) == {next(iter(answers)): ["Select from the list: this answer is not in it."]}


@pytest.mark.parametrize("address", ["https://example.cn", "http://例子.中国/首页", "https://example.cn:8443/a?b=c"])
def test_a_web_address_of_the_web_is_right(address):
    assert found(forms=["website"], web_address=address) == {}


@pytest.mark.parametrize("address", ["example.cn", "ftp://example.cn", "javascript:alert(1)", "https://"])
def test_another_address_is_not(address):
    assert found(web_address=address) == {"web_address": [ADDRESS]}


def test_a_website_needs_its_address():
    sentence = "Enter the web address: you selected “Website” as a service form."
    assert found(forms=["website", "app"]) == {"web_address": [sentence]}


def test_another_application_field_is_named():
    sentence = "Enter which application field it is: you selected “Other”."
    assert found(fields=["evidence", "other"]) == {"other_field": [sentence]}
    assert found(fields=["evidence", "other"], other_field="校友证书") == {}


def test_an_application_field_that_is_named_is_selected_too():
    sentence = "Select “Other” as an application field as well, or leave this empty."
    assert found(other_field="校友证书") == {"other_field": [sentence]}


@pytest.mark.parametrize("name", ["client_name", "account_name"])
def test_another_service_is_found_by_one_of_its_names(name):
    assert found(**{"client_name": "", "account_name": "", name: "存证链"}) == {}


def test_a_section_is_asked_for_its_own_answers_only():
    wrong = {"service_name": "", "server_address": "", "person": None}
    assert {code: list(found(code, **wrong)) for code in ("service", "server", "person")} == {
        "service": ["service_name"],
        "server": ["server_address"],
        "person": ["person"],
    }


@pytest.mark.parametrize(
    "address",
    [
        "203.0.113.7",
        "2001:db8::7",
        "node-1.example.cn",
        "节点.例子.中国",
        "xn--fiq228c.example.cn",
        "203.0.113.7\n2001:db8::7\n\n  node.example.cn  ",
    ],
)
def test_a_server_address_is_an_ip_address_or_a_host_name_on_each_line(address):
    assert found(server_address=address) == {}


@pytest.mark.parametrize(
    "line",
    [
        "999.1.1.1",
        "hello world",
        "203.0.113.7:8080",
        "203.0.113.0/24",
        "203.0.113.7, 203.0.113.8",
        "https://node.example.cn",
        "[2001:db8::7]",
        "fe80::1%eth0",
        "localhost",
        "阿里云杭州机房",
        "a.example.cn、b.example.cn",
        "９９９.1.1.10",
    ],
)
def test_a_line_that_is_neither_is_named(line):
    sentence = (
        f"Line 2 of the server address, “{line}”, is neither an IP address nor a host name."
        " Write one on each line, without port, network or path."
    )
    assert found("server", server_address=f"203.0.113.7\n{line}") == {"server_address": [sentence]}


def test_every_wrong_line_is_named_by_its_number_and_a_long_one_is_cut():
    wrong = found(server_address=f"999.1.1.1\n\nnode.example.cn\n{'a' * 300}")["server_address"]
    assert [sentence.split("”")[0] for sentence in wrong] == [
        "Line 1 of the server address, “999.1.1.1",
        f"Line 4 of the server address, “{'a' * 59}…",
    ]
