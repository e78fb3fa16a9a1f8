"""What the letters say: each kind in both languages, the decisions in full."""

from datetime import date

import pytest
import time_machine
from django.conf import settings as portal

from filing_portal.letters.models import Letter
from filing_portal.letters.workflow import post
from filing_portal.signin.tests.words import chinese_in, latin_in
from filing_portal.terms.days_left import DaysLeft
from filing_portal.terms.models import Audit, Recomputation
from filing_portal.terms.workflow.office_letters import EndingLine, MovedLine
from filing_portal.terms.workflow.shifts import Moved
from filing_portal.tests.factories import (
    make_entry,
    make_filing,
    make_inspection,
    make_officer,
    make_provider,
    make_user,
)
from filing_portal.tests.releases import release_limit
from reviews import workflow
from reviews.workflow import Because

pytestmark = pytest.mark.django_db

FOLDER = portal.BASE_DIR / "templates" / "letters"
GROUND = ("base", "due", "queue")
KINDS = sorted(path.stem for path in FOLDER.glob("[!_]*.txt") if path.stem not in GROUND)
TO_OFFICERS = ("audit_differs", "cases_due", "cases_moved", "inspections_moved", "new_password")
REMINDERS = ("cases_due", "correction_due", "filing_due", "inspection_due")
LANGUAGES = ("zh-hans", "en")
OFFICE = {"zh-hans": "北京市互联网信息办公室", "en": "Cyberspace Administration of Beijing"}
PORTAL = {"zh-hans": "区块链信息服务备案平台", "en": "Blockchain Information Service Filing"}
DAY = {"zh-hans": "2026年11月25日", "en": "25 November 2026"}
PROVIDER = {"zh-hans": "链业公司", "en": "Chain Works"}
SERVICE = {"zh-hans": "链证", "en": "Proof"}
GREETING = {"zh-hans": "{}：", "en": "Dear {},"}
TODAY = date(2026, 11, 25)
REASONS = (Because("art11", "服务器地址不完整。"), Because("policy", "联系方式已失效。"))


@pytest.fixture(autouse=True)
def today(settings):
    settings.OPERATOR_NAME = "Centre"
    with time_machine.travel("2026-11-25T10:00+08:00", tick=False):
        yield


def filed(language: str):
    provider = make_provider(make_user(language=language), province="11", name=PROVIDER[language])
    return make_entry(provider, service_name=SERVICE[language])


def written(kind: str, language: str, left: int = 3, **said) -> Letter:
    """Write a letter of this kind with everything that any letter names, and return it."""
    entry = filed(language)
    inspection = make_inspection(entry)
    filing = make_filing(entry.provider, "returned", service_name=SERVICE[language])
    release_limit("correct", 15)
    days = DaysLeft(date(2026, 11, 30 if left > 0 else 20), TODAY, left)
    reader = make_officer("11", name=PROVIDER[language], language=language)
    said = {
        "filing": filing,
        "inspection": inspection,
        "entry": entry,
        "term": filing.term,
        "reasons": [Because("art11", SERVICE[language])],
        "left": days,
        "n": 2,
        "more": 1,
        "lines": [
            EndingLine("C-2026-000009", SERVICE[language], days.due_on, days)
            if kind == "cases_due"
            else MovedLine("C-2026-000009", SERVICE[language], TODAY, days.due_on)
        ],
        "moved": Moved(TODAY, days.due_on, Recomputation.objects.get(), "1"),
        "recomputation": Recomputation.objects.get(),
        "name": SERVICE[language],
        "asking": reader.post.office,
        "audit": Audit(slot=TODAY, terms=6, differences=1),
    } | said
    about = None if kind in TO_OFFICERS else filing
    post(kind, to=[reader], key="x", url="/filings/x/detail/", about=about, **said)
    return Letter.objects.get(key=f"{kind}:x:{reader.pk}")


def test_the_letters_of_the_portal_are_these():
    assert [
        *("audit_differs", "cases_due", "cases_moved", "correction_due", "deadline_moved", "filing_due"),
        *("inspection_due", "inspection_failed", "inspection_opened", "inspection_overdue", "inspection_passed"),
        *("inspections_moved", "lapsed", "new_password", "numbered", "received", "refused", "returned"),
    ] == KINDS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_greets_and_names_sender_day_operator_and_address(kind, language):
    letter = written(kind, language)
    lines = letter.body.splitlines()
    sender = PORTAL if kind in TO_OFFICERS else OFFICE
    assert lines[0] == GREETING[language].format(PROVIDER[language])
    assert lines[-5:-3] == [sender[language], DAY[language]]
    assert ("Centre" in lines[-2], lines[-1]) == (True, portal.BASE_URL)
    assert f"{portal.BASE_URL}{'/en' if language == 'en' else ''}/filings/x/detail/" in letter.body
    assert "\n\n\n" not in letter.body


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "left"), [*((kind, 3) for kind in KINDS), *((kind, -3) for kind in REMINDERS)])
def test_no_letter_mixes_languages_or_leaves_a_name_out(settings, kind, language, left):
    settings.OPERATOR_NAME = "Centre" if language == "en" else "某某中心"
    letter = written(kind, language, left)
    text = f"{letter.subject}\n{letter.body}"
    assert (latin_in if language == "zh-hans" else chinese_in)(text) == []
    assert [sign for sign in ("“”", "{{", "{%", "None", "（）", "()") if sign in text] == []


def test_a_reader_without_a_name_is_greeted_all_the_same():
    reader = make_user(name="", language="en")
    post("audit_differs", to=[reader], key="x", url="/", audit=Audit(slot=TODAY, terms=6, differences=1))
    assert Letter.objects.get().body.startswith("Hello,\n\nIn the night of 25 November 2026")


def decided(language: str, decide) -> Letter:
    provider = make_provider(make_user(language=language), province="11", name=PROVIDER[language])
    filing = make_filing(provider, "submitted", service_name=SERVICE[language])
    decide(filing.pk, 1, REASONS, by=make_officer("11"))
    return Letter.objects.latest("pk")


def address(letter: Letter) -> str:
    return f"{portal.BASE_URL}{letter.url}"


def test_a_refusal_in_full_in_chinese():
    letter = decided("zh-hans", workflow.refuse)
    assert (
        letter.body
        == f"""\
链业公司：

北京市互联网信息办公室于2026年11月25日对您提交的“链证”备案申请（编号C-2026-000001）作出不予备案决定（第十二条）。

理由：
1. 服务器地址不完整。（{REASONS[0].ground_label}）
2. 联系方式已失效。（{REASONS[1].ground_label}）

您可以重新提交备案申请，已填写的内容予以保留。

如不服本决定，可以自知道或者应当知道本决定之日起六十日内依法申请行政复议（《中华人民共和国行政复议法》第二十条），\
也可以自知道或者应当知道本决定之日起六个月内依法向人民法院提起行政诉讼（《中华人民共和国行政诉讼法》第四十六条）。

请在此查看进展：{address(letter)}

北京市互联网信息办公室
2026年11月25日

本邮件由区块链信息服务备案平台（运营方：Centre）发送，平台地址：
{portal.BASE_URL}"""
    )


def test_a_refusal_in_full_in_english():
    letter = decided("en", workflow.refuse)
    assert letter.subject == "Your filing C-2026-000001 was refused"
    assert (
        letter.body
        == f"""\
Dear Chain Works,

On 25 November 2026 the Cyberspace Administration of Beijing decided not to file “Proof”, filing C-2026-000001 \
(art. 12).

Reasons:
1. 服务器地址不完整。 (Article 11: the facts to be filed)
2. 联系方式已失效。 (Published policy of the authority)

You may start the filing anew: your answers are kept.

If you do not accept this decision, you may apply for administrative reconsideration within 60 days from the day on \
which you learned or should have learned of it (Administrative Reconsideration Law, art. 20), or bring an \
administrative suit before the people's court within six months from that day (Administrative Litigation Law, art. 46).

Follow it here: {address(letter)}

Cyberspace Administration of Beijing
25 November 2026

This letter was sent by the Blockchain Information Service Filing portal, operated by Centre:
{portal.BASE_URL}"""
    )


def test_a_return_in_full_in_chinese():
    letter = decided("zh-hans", workflow.send_back)
    assert (
        letter.body
        == f"""\
链业公司：

北京市互联网信息办公室于2026年11月25日将您提交的“链证”备案申请退回补正。请于2026年12月9日24时前（10个工作日内）补正并重新提交，\
逾期未补正的，本次备案申请失效。

理由：
1. 服务器地址不完整。（{REASONS[0].ground_label}）
2. 联系方式已失效。（{REASONS[1].ground_label}）

请在此查看进展：{address(letter)}

北京市互联网信息办公室
2026年11月25日

本邮件由区块链信息服务备案平台（运营方：Centre）发送，平台地址：
{portal.BASE_URL}"""
    )


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in TO_OFFICERS])
def test_only_a_refusal_is_a_decision_with_a_remedy(kind):
    body = written(kind, "en").body
    assert ("reconsideration" in body, "suit" in body) == (kind == "refused",) * 2
