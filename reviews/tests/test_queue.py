"""Every figure of the overview opens the list it counts, and every list says what it holds."""

from datetime import timedelta

import pytest
from django.urls import reverse

from filing_portal.base import clock
from filing_portal.console.counting import MOST
from filing_portal.tests.factories import make_filing, make_officer
from filings.models import Filing
from filings.states import Status
from reviews.admin.queue import soon_day

pytestmark = pytest.mark.django_db

LIST = reverse("admin:filings_filing_changelist")


def waiting(days: int, name: str) -> Filing:
    filing = make_filing(status=Status.SUBMITTED, service_name=name)
    Filing.objects.filter(pk=filing.pk).update(due_on=clock.today() + timedelta(days=days))
    return filing


@pytest.fixture
def office(client):
    """Return the browser of an officer whose office has cases of every kind."""
    waiting(-40, "早已逾期")
    waiting(-1, "昨日逾期")
    waiting(0, "今日到期")
    waiting((soon_day() - clock.today()).days, "临期")
    waiting(60, "从容")
    for status in (Status.RETURNED, Status.FILED, Status.REFUSED):
        make_filing(status=status, service_name=f"{status.value}的服务")
    old = make_filing(status=Status.REFUSED, service_name="上月拒绝")
    Filing.objects.filter(pk=old.pk).update(decided_at=clock.end_of(clock.today().replace(day=1) - timedelta(days=2)))
    client.force_login(make_officer("33", language="en"))
    return client


def names(page) -> set[str]:
    return {row.service.name for row in page.context["page"].rows}


FIGURES = {
    "Overdue": ("Cases: Overdue", {"早已逾期", "昨日逾期"}),
    "Due within 4 working days": ("Cases: Due within 4 working days", {"今日到期", "临期"}),
    "Open cases": ("Cases: Open", {"早已逾期", "昨日逾期", "今日到期", "临期", "从容"}),
    "Returned": ("Cases: Returned for correction", {"returned的服务"}),
    "Decided": (
        "Cases: Decided since the first of the month",
        {"returned的服务", "filed的服务", "refused的服务"},
    ),
}


@pytest.mark.parametrize("label", FIGURES)
def test_a_figure_opens_the_list_of_what_it_counts(office, label):
    heading, services = FIGURES[label]
    [figure] = [each for each in office.get(reverse("admin:index")).context["figures"] if str(each.label) == label]
    page = office.get(figure.url)
    assert (figure.value, names(page)) == (len(services), services)
    assert figure.value <= MOST
    assert f"<h1>{heading}</h1>" in page.text
    assert f"<title>{heading} - " in page.text
    [current] = [tab for tab, _url, is_current in page.context["tabs"] if is_current]
    assert heading == f"Cases: {current.label}"


def test_overdue_and_due_are_one_list_where_menu_and_letters_lead(office):
    page = office.get(LIST, {"show": "due"})
    assert names(page) == {"早已逾期", "昨日逾期", "今日到期", "临期"}
    assert "<h1>Cases: Overdue or due within 4 working days</h1>" in page.text


def test_what_only_a_figure_or_the_menu_opens_is_no_tab_elsewhere(office):
    labels = [str(tab.label) for tab, _url, _is_current in office.get(LIST).context["tabs"]]
    assert labels == [
        "Open",
        "Overdue",
        "Due within 4 working days",
        "Returned for correction",
        "On file",
        "Refused",
        "Lapsed",
        "Withdrawn",
        "All",
    ]


@pytest.mark.parametrize(
    ("asked", "heading"), [({"show": "all"}, "Cases"), ({"q": "链上"}, "Cases"), ({"show": "filed"}, "Cases: On file")]
)
def test_the_list_of_everything_has_the_name_of_the_list(office, asked, heading):
    assert f"<h1>{heading}</h1>" in office.get(LIST, asked).text


def test_the_decided_go_on_where_the_page_ended(office, monkeypatch):
    monkeypatch.setattr("reviews.admin.filings.FilingAdmin.list_per_page", 1)
    seen, page = [], office.get(LIST, {"show": "decided"})
    while True:
        seen += [row.service.name for row in page.context["page"].rows]
        if not page.context["page"].next_url:
            break
        page = office.get(LIST + page.context["page"].next_url)
    assert seen == ["refused的服务", "filed的服务", "returned的服务"]


@pytest.mark.parametrize("shown", ["overdue", "soon", "due"])
def test_the_menu_marks_where_one_is(office, shown):
    page = office.get(LIST, {"show": shown})
    current = [link.label for group in page.context["console_nav"] for link in group.items if link.is_current]
    assert [str(label) for label in current] == ["Overdue and due"]


def test_a_heading_speaks_the_language_of_the_officer(client):
    client.force_login(make_officer("33", language="zh-hans"))
    page = client.get(LIST, {"show": "soon"})
    assert page.context["title"].endswith("：4个工作日内到期")
