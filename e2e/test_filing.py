"""A service is filed, end to end, as three people do it: a provider, an officer and a visitor."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from e2e import steps
from e2e.checks import listen
from e2e.people import PASSWORD, Person
from e2e.portal import Portal
from filing_portal.base import clock

pytestmark = pytest.mark.browser
OFFICER = "officer@example.com"


@pytest.fixture(scope="module")
def officer_account(portal: Portal) -> str:
    """Return the address of a reviewer of Zhejiang, made as the first officers of a new portal are."""
    post = ("--office", "33", "--role", "reviewer", "--name", "林审核", "--password-stdin")
    portal.run("create_officer", OFFICER, *post, stdin=f"{PASSWORD}\n")
    return OFFICER


@pytest.fixture
def person(portal: Portal, browser: Browser) -> Iterator[Callable[..., Person]]:
    """Return how somebody opens a browser of their own; at the end no page of anyone has complained."""
    complaints: list[str] = []
    contexts = []

    def arrive(language: str = "zh-hans", **profile) -> Person:
        contexts.append(browser.new_context(**profile))
        page = contexts[-1].new_page()
        listen(page, complaints)
        return Person(page, portal, language)

    yield arrive
    for context in contexts:
        context.close()
    assert complaints == []


def submitted(provider: Person, officer: Person, account: str, name: str, n: int) -> str:
    """Sign up, register and file, with the officer in the console; return the reference of the case."""
    steps.sign_up(provider, f"provider-{n}@example.com")
    steps.register_organisation(provider, f"杭州行路{n}科技有限公司", n)
    steps.begin_filing(provider, name, clock.today() - timedelta(days=3))
    provider.choose_in_menu("Provider sign-in")
    steps.sign_in(provider, f"provider-{n}@example.com")
    steps.complete_filing(provider, name)
    reference = steps.submit(provider)
    steps.enter_console(officer, account)
    return reference


def test_a_service_is_filed_numbered_found_and_inspected(person, officer_account):
    provider, officer = person(), person()
    reference = submitted(provider, officer, officer_account, "行路存证一号", 9001)

    steps.decide(officer, "行路存证一号", "Put on file")
    number = steps.number_of(provider, "行路存证一号")
    provider.sees(reference)
    for language in ("zh-hans", "en"):
        steps.find_and_verify(person(language), "行路存证一号", number)

    steps.answer_inspection(provider, "行路存证一号")
    steps.pass_inspection(officer, "行路存证一号")
    steps.see_inspection_passed(provider, "行路存证一号")
    visitor = person("en")
    steps.find_and_verify(visitor, "行路存证一号", number)
    expect(visitor.main).to_contain_text("行路存证一号")


def test_a_returned_filing_is_corrected_and_filed(person, officer_account):
    provider, officer = person("en"), person()
    submitted(provider, officer, officer_account, "行路存证二号", 9002)

    steps.decide(
        officer,
        "行路存证二号",
        "Return for correction, with reasons",
        ("Article 11: the facts to be filed", "请补充服务说明。"),
    )
    steps.correct(provider, "行路存证二号", "请补充服务说明。", "为版权人提供作品登记，数据写入联盟链。")
    steps.submit(provider)
    steps.decide(officer, "行路存证二号", "Put on file")
    number = steps.number_of(provider, "行路存证二号")

    visitor = person("en")
    steps.find_and_verify(visitor, "行路存证二号", number)
    expect(visitor.main).to_contain_text("行路存证二号")


def test_a_refused_filing_shows_its_reasons_and_has_no_number(person, officer_account):
    provider, officer = person(), person()
    submitted(provider, officer, officer_account, "行路存证三号", 9003)

    steps.decide(
        officer,
        "行路存证三号",
        "Refuse, with reasons",
        ("Article 22: false filing information", "填报的服务并不存在。"),
    )
    provider.choose_in_menu("Filings")
    provider.follow("行路存证三号")

    provider.sees("填报的服务并不存在。")
    expect(provider.main.get_by_text("网信备")).to_have_count(0)


WRONG = "999.1.1.1 / hello world"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_nothing_that_was_typed_in_a_section_is_lost(person, scripts):
    n = 9005 + scripts
    provider = person("en", java_script_enabled=scripts)
    steps.sign_up(provider, f"typing-{n}@example.com")
    steps.register_organisation(provider, f"杭州行路{n}科技有限公司", n)
    steps.begin_filing(provider, "行路存证五号", clock.today() - timedelta(days=3))
    provider.choose_in_menu("Provider sign-in")
    steps.sign_in(provider, f"typing-{n}@example.com")
    provider.follow("行路存证五号")
    provider.follow("Server address")
    address = provider.page.locator("[name=server_address]")

    address.fill(WRONG)
    provider.page.get_by_role("button", name="中文").click()
    expect(provider.page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(address).to_have_value(WRONG)
    provider.page.get_by_role("button", name="English").click()
    provider.follow("行路存证五号")
    provider.sees("Not saved, because it is not right yet:")

    provider.main.get_by_role("link", name="Server address").first.click()
    address.fill("203.0.113.10")
    provider.page.context.clear_cookies(name="sessionid")
    provider.press("Save and go to task list")
    provider.sees("Your session had ended")
    steps.sign_in(provider, f"typing-{n}@example.com")
    provider.sees("This page is not saved yet")
    expect(address).to_have_value("203.0.113.10")
    provider.press("Save and go to task list")
    expect(provider.main.get_by_text("Not saved, because it is not right yet:")).to_have_count(0)


def test_the_enter_key_saves_and_goes_on_in_the_same_language(person):
    provider = person("en")
    steps.sign_up(provider, "enter@example.com")
    steps.register_organisation(provider, "杭州行路9007科技有限公司", 9007)
    steps.begin_filing(provider, "行路存证六号", clock.today() - timedelta(days=3))
    provider.choose_in_menu("Provider sign-in")
    steps.sign_in(provider, "enter@example.com")
    provider.follow("行路存证六号")
    provider.follow("Service information")

    provider.page.locator("[name=service_name]").press("Enter")

    expect(provider.page.locator("html")).to_have_attribute("lang", "en")
    expect(provider.main.get_by_role("alert")).to_contain_text("Describe what the service does.")


def test_filing_needs_no_script_up_to_the_confirmation(person):
    provider = person("en", java_script_enabled=False)

    steps.sign_up(provider, "plain@example.com")
    steps.register_organisation(provider, "杭州行路9004科技有限公司", 9004)
    steps.begin_filing(provider, "行路存证四号", clock.today() - timedelta(days=3))
    provider.choose_in_menu("Provider sign-in")
    steps.sign_in(provider, "plain@example.com")
    steps.complete_filing(provider, "行路存证四号")
    reference = steps.submit(provider)

    provider.choose_in_menu("Filings")
    expect(provider.main.get_by_text(reference)).to_have_count(1)
