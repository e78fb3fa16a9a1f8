"""The steps of filing a service, each taken by one person from the page on which the step before ends."""

import re
from datetime import date

from playwright.sync_api import expect

from demo import codes
from e2e.people import CODE, PASSWORD, Person

COUNTY, COUNTY_CODE = "杭州市西湖区", "330106"
STATEMENT = (
    "I state that these materials are true, complete and lawful. I know that false filing information has"
    " legal consequences (art. 22)."
)


def sign_up(person: Person, email: str) -> None:
    """Open an account and confirm its address, by the code in the letter of the outbox."""
    person.visit()
    person.choose_in_menu("Sign up")
    person.fill("E-mail address", email)
    person.fill("Password", PASSWORD)
    person.fill("Password, once more", PASSWORD)
    person.press("Sign up")
    asks_for_code = person.page.url
    person.main.get_by_role("note").get_by_role("link").click()
    letter = person.main.get_by_role("article").filter(has_text=email).first
    code = CODE.search(letter.inner_text()).group()
    person.page.goto(asks_for_code)
    person.fill("Code from the letter", code)
    person.press("Confirm")
    person.sees_title("Dashboard")


def sign_in(person: Person, email: str) -> None:
    person.fill("E-mail address", email)
    person.fill("Password", PASSWORD)
    person.press("Sign in")


def register_organisation(person: Person, name: str, n: int) -> None:
    """Register a new provider, the `n`-th of the made-up ones, for which the person acts."""
    person.follow("Register as a provider")
    person.follow("An organisation")
    person.fill("Name of the organisation", name)
    person.fill("Unified social credit code", codes.credit_code(n, COUNTY_CODE))
    person.fill("Legal representative", "周行")
    choose_county(person, "Place of registration")
    person.fill("Address on the document", "文三路 1 号")
    person.tick("Letters reach me at this address")
    person.fill("Name", "陈路", context="person")
    person.tick("Resident identity card")
    person.fill("Document number", codes.id_card(n, COUNTY_CODE))
    person.fill("Mobile", codes.mobile(n))
    person.fill("E-mail address", "contact@example.com")
    person.press("Register", "verb")
    expect(person.main.get_by_role("heading", level=1)).to_have_text(name)


def choose_county(person: Person, label: str) -> None:
    """Choose the province, then the county: its list comes by itself where scripts run, else by the button."""
    place = person.group(label)
    place.get_by_label(person.said("Province"), exact=True).select_option(
        "浙江省" if person.language == "zh-hans" else "Zhejiang"
    )
    button = place.get_by_role("button", name=person.said("Show its counties"))
    person.page.wait_for_load_state()  # by then the script has taken the place of the button
    if button.is_visible():
        button.click()
    person.group(label).get_by_label(person.said("County"), exact=True).select_option(COUNTY)


def begin_filing(person: Person, name: str, started_on: date) -> None:
    """Start a draft with what is known of the service, leave it and sign out."""
    person.follow("New filing")
    person.press("Start now")
    person.follow("Service information")
    person.fill("Service name", name)
    person.tick("Application operator", "Website", "Judicial evidence")
    start = person.group("Start date", "service")
    for part, value in (("Year", started_on.year), ("Month", started_on.month), ("Day", started_on.day)):
        person.fill(part, str(value), start)
    person.press("Save and go to task list")
    person.sees_title("File your service: %(name)s", name=name)
    person.sign_out()


def complete_filing(person: Person, name: str) -> None:
    """Open the draft again, give every answer and look at all of them."""
    person.follow(name)
    person.follow("Service information")
    expect(person.main.get_by_label(person.said("Service name"), exact=True)).to_have_value(name)
    person.fill("Description", "为版权人提供作品登记、存证与核验。")
    web_address = re.compile(f"^{re.escape(person.said('Web address'))} ")  # the label says when it is required
    person.main.get_by_label(web_address).fill("https://road.example.com")
    person.press("Save and continue")
    choose_county(person, "Server location")
    person.fill("Server address", "203.0.113.10", context="field")
    person.press("Save and continue")
    expect(person.main.get_by_label(person.said("Name", "person"), exact=True)).to_have_value("陈路")
    person.press("Save and continue")
    person.sees_title("Check your answers")
    person.sees(name)


def submit(person: Person, *, clicks: int = 2) -> str:
    """Submit the answers, once however often the button is clicked; return the reference."""
    person.tick(STATEMENT)
    person.main.get_by_role("button", name=person.said("Submit"), exact=True).click(click_count=clicks)
    person.page.wait_for_url("**/confirmation/")
    return person.main.get_by_text("C-20").inner_text()


def enter_console(officer: Person, email: str) -> None:
    officer.page.goto(f"{officer.portal.url}/console/")
    sign_in(officer, email)
    expect(officer.main).to_contain_text(officer.said("Queue"))


def decide(officer: Person, name: str, decision: str, *reasons: tuple[str, str]) -> None:
    """Find the case in the queue, read it and decide."""
    officer.open_in_console("Queue")
    officer.follow(name)
    officer.sees(name)
    officer.tick(decision)
    for number, (ground, text) in enumerate(reasons, start=1):
        reason = officer.main.get_by_role("group", name=officer.said("Reason %(n)s", n=number))
        reason.get_by_label(officer.said("Ground")).select_option(officer.said(ground))
        officer.fill("What is wrong, and what to do", text, reason)
    officer.press("Record the decision")


def number_of(person: Person, name: str) -> str:
    """Return the filing number, once a worker has issued it and the provider's page shows it."""
    person.choose_in_menu("Filings")
    person.follow(name)
    number = person.main.get_by_text("网信备")

    def is_shown() -> bool:
        person.page.reload()
        return number.count() > 0

    person.portal.wait_until(is_shown)
    return number.first.inner_text()


def find_and_verify(visitor: Person, name: str, number: str) -> None:
    """Find the service by its name, read its record and verify its number."""
    visitor.visit()
    visitor.main.get_by_role("searchbox").fill(name[:4])
    visitor.press("Search")
    visitor.follow(name)
    expect(visitor.main.get_by_role("heading", level=1)).to_contain_text(name)
    visitor.sees(number)
    visitor.choose_in_menu("Verify a number")
    # As people paste it: spaced, and without what stands around it.
    visitor.main.get_by_role("textbox").fill(f" {number.removesuffix('号')} ")
    visitor.press("Verify")
    expect(visitor.main.get_by_role("heading", name=visitor.said("This filing number is valid"))).to_be_visible()


def correct(person: Person, name: str, reason: str, description: str) -> None:
    """Read the reason, change the answer and look at all of them again."""
    person.choose_in_menu("Filings")
    person.follow(name)
    person.sees(reason)
    if person.main.get_by_role("link", name=person.said("Correct and submit again"), exact=True).count():
        person.follow("Correct and submit again")
    person.follow("Service information")
    person.fill("Description", description)
    person.press("Save and go to task list")
    person.follow("Check your answers and submit")
    person.sees(description)


def answer_inspection(person: Person, name: str) -> None:
    """Wait for the schedule to open an inspection and say that everything is still right."""
    link = person.main.get_by_role("link", name=name)

    def is_opened() -> bool:
        person.choose_in_menu("Inspections")
        return link.count() > 0

    person.portal.wait_until(is_opened)
    link.first.click()
    person.tick("Everything is still right")
    person.press("Send the answer")
    person.sees(person.said("Answered", "inspection"))


def pass_inspection(officer: Person, name: str) -> None:
    officer.open_in_console("Inspections")
    officer.follow(name)
    officer.tick("Passed")
    officer.press("Record the judgement")
    officer.sees(officer.said("Passed", "inspection"))


def see_inspection_passed(person: Person, name: str) -> None:
    person.choose_in_menu("Inspections")
    person.follow(name)
    person.sees(person.said("Passed", "inspection"))
