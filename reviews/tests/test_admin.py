from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from filing_portal.base import clock
from filing_portal.offices.roles import AUDITOR, SYSTEM_ADMINISTRATOR
from filing_portal.terms.models import Term
from filing_portal.terms.picture import left_of
from filing_portal.tests.factories import (
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    owner_of,
)
from filings import workflow as filing_verbs
from filings.models import Filing
from filings.states import Status
from reviews.forms import VERBS
from reviews.models import Review
from reviews.workflow import Because, send_back

pytestmark = pytest.mark.django_db

BECAUSE = [Because("art11", "请补充服务器地址。")]


def case_of(filing) -> str:
    return reverse("admin:filings_filing_change", args=[filing.pk])


def decide(client, filing, verb: str, round_number: int = 1, **typed):
    url = reverse("admin:filings_filing_decide", args=[filing.pk])
    return client.post(url, {"round": round_number, "verb": verb, **typed}, follow=True)


def sign_in(client, *args, **kwargs):
    officer = make_officer(*args, language="en", **kwargs)
    client.force_login(officer)
    return officer


def queries(client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.fixture
def filing():
    return make_filing(status=Status.SUBMITTED, service_name="链上存证")


@pytest.mark.parametrize(("province", "status"), [("33", 200), ("44", 404), ("00", 200)])
def test_a_case_exists_for_the_office_of_its_province_and_the_national_one(client, filing, province, status):
    sign_in(client, province)
    assert client.get(case_of(filing)).status_code == status
    assert client.get(reverse("admin:providers_provider_change", args=[filing.provider_id])).status_code == status


def test_entry_and_inspection_of_another_province_do_not_exist(client):
    inspection = make_inspection()
    sign_in(client, "44")
    assert client.get(reverse("admin:registry_entry_change", args=[inspection.entry_id])).status_code == 404
    assert client.get(reverse("admin:inspections_inspection_change", args=[inspection.pk])).status_code == 404


def test_an_officer_of_another_province_cannot_decide(client, filing):
    sign_in(client, "44")
    assert decide(client, filing, "accept").status_code == 404
    assert Filing.objects.get().status == Status.SUBMITTED


def test_the_national_office_sees_a_provincial_case_and_cannot_decide_it(client, filing):
    sign_in(client, "00")
    page = client.get(case_of(filing))
    assert "The office of the provider's province decides this case." in page.text
    assert decide(client, filing, "accept").status_code == 403
    assert Filing.objects.get().status == Status.SUBMITTED


def test_an_auditor_reads_the_case_and_cannot_decide(client, filing):
    sign_in(client, "33", AUDITOR)
    assert "Record the decision" not in client.get(case_of(filing)).text
    assert decide(client, filing, "accept").status_code == 403
    assert not Review.objects.exists()


@pytest.mark.parametrize("name", ["filings_filing", "providers_provider", "registry_entry", "inspections_inspection"])
def test_a_system_administrator_sees_no_cases(client, filing, name):
    sign_in(client, "33", SYSTEM_ADMINISTRATOR)
    assert client.get(reverse(f"admin:{name}_changelist")).status_code == 403
    overview = client.get(reverse("admin:index"))
    assert overview.status_code == 200
    assert "链上存证" not in overview.text


def test_a_draft_that_was_never_submitted_does_not_exist(client):
    draft = make_filing(service_name="未提交的草稿")
    sign_in(client, "33")
    assert client.get(case_of(draft)).status_code == 404
    assert "未提交的草稿" not in client.get(reverse("admin:filings_filing_changelist"), {"show": "all"}).text


@pytest.mark.parametrize(
    "asked", [{"q": "链上"}, {"show": "all"}, {"q": "C-2026-000001"}, {"show": "all", "q": "存证"}]
)
def test_search_and_tabs_show_nothing_of_another_province(client, filing, asked):
    Filing.objects.filter(pk=filing.pk).update(reference="C-2026-000001")
    url = reverse("admin:filings_filing_changelist")
    sign_in(client, "33")
    assert "链上存证</a>" in client.get(url, asked).text
    sign_in(client, "44")
    assert "链上存证</a>" not in client.get(url, asked).text


@pytest.mark.parametrize("asked", [{"show": "draft"}, {"after": "x"}, {"after": "2026-01-01~1~1"}, {"before": "~x"}])
def test_a_made_up_address_of_a_list_is_404(client, asked):
    sign_in(client, "33")
    assert client.get(reverse("admin:filings_filing_changelist"), asked).status_code == 404


@pytest.mark.parametrize("object_id", ["999999999999999999999999", "0", "abc", "1'--"])
def test_a_case_that_never_was_is_404(client, object_id):
    sign_in(client, "33")
    assert client.get(reverse("admin:filings_filing_change", args=[object_id])).status_code == 404


def test_the_queue_shows_least_time_left_first_in_words(client):
    today = clock.today()
    names = {"逾期": -40, "今天": 0, "从容": 60}
    for name, days in names.items():
        row = make_filing(status=Status.SUBMITTED, service_name=name)
        Filing.objects.filter(pk=row.pk).update(due_on=today + timedelta(days=days))
    sign_in(client, "33")
    text = client.get(reverse("admin:filings_filing_changelist")).text
    assert text.index("逾期</a>") < text.index("今天</a>") < text.index("从容</a>")
    assert "Due today" in text
    soon = client.get(reverse("admin:filings_filing_changelist"), {"show": "due"}).text
    assert "今天</a>" in soon
    assert "从容</a>" not in soon


def test_the_queue_goes_on_where_the_page_ended(client, monkeypatch):
    for n in range(5):
        make_filing(status=Status.SUBMITTED, service_name=f"第{n}件")
    sign_in(client, "33")
    monkeypatch.setattr("reviews.admin.filings.FilingAdmin.list_per_page", 2)
    url = reverse("admin:filings_filing_changelist")
    seen, page = [], client.get(url)
    while True:
        seen += [row.service.name for row in page.context["page"].rows]
        if not page.context["page"].next_url:
            break
        page = client.get(url + page.context["page"].next_url)
    assert seen == [f"第{n}件" for n in range(5)]
    back = client.get(url + page.context["page"].previous_url)
    assert [row.service.name for row in back.context["page"].rows] == ["第2件", "第3件"]


def test_a_case_is_found_by_reference_number_code_and_names(client):
    provider = make_provider(name="浙江链上科技有限公司")
    entry = make_entry(provider, service_name="供应链存证云")
    sign_in(client, "33")
    filing = entry.service.filings.get()
    wanted = [filing.reference.lower(), entry.full_number, provider.credit_code.lower(), "存证", "链上科技 供应链"]
    for query in wanted:
        page = client.get(reverse("admin:filings_filing_changelist"), {"q": query})
        assert [row.pk for row in page.context["page"].rows] == [filing.pk], query
    short = client.get(reverse("admin:filings_filing_changelist"), {"q": "链"})
    assert "Type at least two characters" in short.text


@pytest.mark.parametrize("asked", ["", "?show=all", "?q=测试"])
def test_a_list_asks_as_often_for_many_rows_as_for_few(client, asked):
    sign_in(client, "33")
    url = reverse("admin:filings_filing_changelist") + asked
    make_filing(status=Status.SUBMITTED)
    few = queries(client, url)
    for _ in range(12):
        make_filing(status=Status.SUBMITTED)
    assert queries(client, url) == few
    assert few <= 6


def test_no_page_of_a_case_asks_more_than_twelve_times(client):
    provider = make_provider()
    entry = make_entry(provider)
    filing = make_filing(provider, Status.RETURNED)
    filing_verbs.submit(filing.pk, 2, by=owner_of(provider))
    inspection = make_inspection(entry)
    make_filing(status=Status.SUBMITTED)
    sign_in(client, "33")
    pages = {
        "overview": reverse("admin:index"),
        "case": case_of(filing),
        "provider": reverse("admin:providers_provider_change", args=[provider.pk]),
        "entry": reverse("admin:registry_entry_change", args=[entry.pk]),
        "inspection": reverse("admin:inspections_inspection_change", args=[inspection.pk]),
    }
    assert {name: queries(client, url) for name, url in pages.items() if queries(client, url) > 12} == {}


def test_a_case_shows_what_changed_and_why_it_was_returned(client):
    provider = make_provider()
    filing = make_filing(provider, Status.SUBMITTED, server_address="203.0.113.10")
    send_back(filing.pk, 1, BECAUSE, by=make_officer("33"), note="只给同事看")
    owner = owner_of(provider)
    filing_verbs.save_answers(filing.pk, by=owner, server_address="198.51.100.16")
    filing_verbs.submit(filing.pk, 2, by=owner)
    sign_in(client, "33")
    page = client.get(case_of(filing))
    assert page.context["case"].changes == 1
    for text in ("203.0.113.10", "198.51.100.16", "请补充服务器地址。", "只给同事看"):
        assert text in page.text


def test_a_case_names_the_person_and_masks_the_number(client, filing):
    sign_in(client, "33")
    mobile = filing.provider.person.unseal()["mobile"]
    text = client.get(case_of(filing)).text
    assert "陈测试" in text
    assert mobile not in text
    assert f"{mobile[:3]}****{mobile[-4:]}" in text


def test_an_individual_s_document_is_masked(client):
    provider = make_provider(nature="individual")
    sign_in(client, "33")
    number = provider.document.unseal()["number"]
    text = client.get(reverse("admin:providers_provider_change", args=[provider.pk])).text
    assert number not in text
    assert number[-4:] in text


def test_a_clash_of_codes_is_shown_to_the_officer(client, filing):
    make_provider(name="冒用者有限公司", credit_code=filing.provider.credit_code)
    sign_in(client, "33")
    assert "冒用者有限公司" in client.get(case_of(filing)).text
    assert "冒用者有限公司" in client.get(reverse("admin:providers_provider_change", args=[filing.provider_id])).text


def test_filing_puts_the_case_on_file(client, filing):
    officer = sign_in(client, "33")
    page = decide(client, filing, "accept", note="材料齐全")
    assert page.redirect_chain == [(case_of(filing), 302)]
    assert f"{filing.reference} is on file." in page.text
    review = Review.objects.get()
    assert (review.outcome, review.reviewer, review.note) == ("filed", officer, "材料齐全")
    assert Filing.objects.get().status == Status.FILED


@pytest.mark.parametrize(("verb", "status"), [("send_back", Status.RETURNED), ("refuse", Status.REFUSED)])
def test_a_return_and_a_refusal_carry_their_reasons(client, filing, verb, status):
    sign_in(client, "33")
    typed: dict[str, Any] = {"ground_1": "art11", "text_1": "第一条", "ground_5": "policy", "text_5": "第二条"}
    decide(client, filing, verb, **typed)
    assert Filing.objects.get().status == status
    reasons = Review.objects.get().reasons.values_list("ground", "text")
    assert list(reasons) == [("art11", "第一条"), ("policy", "第二条")]


@pytest.mark.parametrize(
    ("verb", "typed", "field", "sentence"),
    [
        ("", {}, "verb", "Choose a decision."),
        ("refuse", {}, "text_1", "Give at least one reason: the provider must know what is wrong."),
        ("send_back", {"text_2": "缺"}, "ground_2", "Choose the article or the policy this reason rests on."),
        ("send_back", {"ground_4": "art5"}, "text_4", "Write what is wrong and what the provider has to do."),
        (
            "accept",
            {"ground_1": "art5", "text_1": "缺"},
            "verb",
            "There are reasons below. Remove them, or return the filing for correction.",
        ),
    ],
)
def test_half_a_decision_comes_back_with_a_sentence_at_the_field(client, filing, verb, typed, field, sentence):
    sign_in(client, "33")
    page = decide(client, filing, verb, note="先记下", **typed)
    assert page.context["form"].errors == {field: [sentence]}
    assert page.text.count(sentence) == 2
    for kept in ("先记下", *(value for name, value in typed.items() if name.startswith("text"))):
        assert kept in page.text
    assert "<title>Error:" in page.text
    assert Filing.objects.get().status == Status.SUBMITTED


def test_the_second_of_two_officers_is_told(client, filing):
    sign_in(client, "33")
    decide(client, filing, "accept")
    sign_in(client, "33")
    page = decide(client, filing, "refuse", ground_1="art5", text_1="缺")
    assert page.status_code == 409
    assert Review.objects.get().outcome == "filed"


def at(moment):
    return time_machine.travel(f"2026-11-24T{moment}+08:00", tick=False)


@pytest.mark.parametrize(
    ("first", "what"), [("accept", "Put on file"), ("send_back", "Returned for correction"), ("refuse", "Refused")]
)
def test_whoever_decides_second_reads_who_decided_when_and_what_and_keeps_the_text(client, first, what):
    with at("10:00"):
        filing = make_filing(status=Status.SUBMITTED)
        colleague = make_officer("33", name="沈审核")
        reasons = () if first == "accept" else (BECAUSE,)
    with at("10:07"):
        VERBS[first](filing.pk, 1, *reasons, by=colleague)
    sign_in(client, "33")
    page = decide(client, filing, "refuse", ground_2="art5", text_2="缺少制度", note="请同事复核")
    assert page.status_code == 409
    assert [str(message) for message in page.context["messages"]] == [
        f"沈审核 was first: {what}, 24 November 2026, 10:07. Your decision was not recorded."
    ]
    assert "Reload" not in page.text
    assert [(str(fact.label), fact.value) for fact in page.context["typed"]] == [
        ("Decision", "Refuse, with reasons"),
        ("Reason 2", "Article 5: content-security management\n缺少制度"),
        ("Internal note", "请同事复核"),
    ]
    assert "缺少制度" in page.text
    assert "Record the decision" not in page.text


def test_a_decision_that_came_second_and_is_incomplete_is_told_the_same(client, filing):
    make_decision(filing)
    sign_in(client, "33")
    page = decide(client, filing, "refuse", note="只有备注")
    assert page.status_code == 409
    assert "沈审核 was first: Put on file" in page.text
    assert "只有备注" in page.text
    assert "Record the decision" not in page.text


def test_what_the_provider_withdrew_meanwhile_is_told_with_its_name(client, filing):
    owner = owner_of(filing.provider)
    filing_verbs.withdraw(filing.pk, by=owner)
    sign_in(client, "33")
    page = decide(client, filing, "accept")
    assert f"{owner} was first: Withdrawn by the provider" in page.text
    assert page.context["typed"] == []


def test_whoever_may_not_decide_learns_nothing_from_an_incomplete_decision(client, filing):
    make_decision(filing)
    sign_in(client, "00")
    page = decide(client, filing, "refuse")
    assert (page.status_code, "was first" in page.text) == (403, False)


def make_decision(filing) -> None:
    VERBS["accept"](filing.pk, 1, by=make_officer("33", name="沈审核"))


def test_a_decision_on_an_older_round_is_told_and_keeps_what_was_typed(client):
    provider = make_provider()
    filing = make_filing(provider, Status.RETURNED)
    filing_verbs.submit(filing.pk, 2, by=owner_of(provider))
    sign_in(client, "33")
    page = decide(client, filing, "refuse", ground_1="art5", text_1="旧一轮的理由")
    assert page.status_code == 409
    assert "A newer submission has arrived." in page.text
    assert "旧一轮的理由" in page.text
    assert page.context["form"].initial["round"] == 2
    assert Filing.objects.get().status == Status.SUBMITTED


def test_a_clash_with_a_verified_provider_is_told(client, filing):
    make_filing(make_provider(credit_code=filing.provider.credit_code), Status.FILED)
    sign_in(client, "33")
    page = decide(client, filing, "accept")
    assert page.status_code == 409
    assert "Another verified provider has the same code or document." in page.text


def test_reading_the_address_of_a_decision_leads_to_the_case(client, filing):
    sign_in(client, "33")
    page = client.get(reverse("admin:filings_filing_decide", args=[filing.pk]))
    assert (page.status_code, page.url) == (302, case_of(filing))


def test_the_bar_of_a_case_is_that_of_its_own_length():
    with time_machine.travel("2026-11-24T10:00+08:00"):
        filing = make_filing(status="submitted")
        Term.objects.filter(pk=filing.term.pk).update(working_days=40)
        left = left_of(Filing.objects.select_related("term__limit").get(pk=filing.pk))
        assert (left.working_days, left.number, left.width) == (40, 20, 32)
