from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils import translation

from filing_portal.base import clock
from filing_portal.terms import workflow
from filing_portal.terms.forms import DiscardForm, LimitForm, NoticeForm
from filing_portal.terms.models import Limit
from filing_portal.workdays.tests.notices import NOTICE_2027, limit_typed, notice_typed

THREE_COLUMNS = "Line 26: write three columns: date, kind and name, with commas between them."
TOO_MUCH = "This is too much text for a notice. Paste only its days, one line for each."
NO_TEXT = "This file is not a text. Save the table as CSV, in UTF-8 or GB18030, and choose it again."
TOO_EARLY = "Enter today or a later day: a time limit is not changed afterwards."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def data(typed):
    sent = QueryDict(mutable=True)
    sent.update(typed)
    return sent


def notice_form(content=None, name="2027.csv", **typed):
    files = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    return NoticeForm(data(notice_typed(**typed)), files, calendar=workflow.calendar())


def limit_form(code="correct", **typed):
    return LimitForm(data(limit_typed(**typed)), former=Limit.objects.get(code=code))


def test_a_notice_is_read_with_its_days():
    form = notice_form()
    assert form.errors == {}
    assert (form.cleaned_data["year"], len(form.days)) == (2027, 25)
    assert form.facts["published_on"] == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("year", {"year": ""}, "Enter the year that the notice arranges."),
        ("year", {"year": "next"}, "Enter the year as a number, such as 2027."),
        ("year", {"year": "9" * 5000}, "Enter the year as a number, such as 2027."),
        ("year", {"year": "2028"}, "The notice for 2027 comes first: a year is arranged after the one before it."),
        ("year", {"year": "2018"}, "Enter 2019 or a later year: the calendar begins there."),
        ("number", {"number": " \0"}, "Enter the document number of the notice."),
        ("title", {"title": ""}, "Enter the title of the notice."),
        ("address", {"address": ""}, "Enter an address that starts with http:// or https://."),
        ("address", {"address": "javascript:alert(1)"}, "Enter an address that starts with http:// or https://."),
        ("address", {"address": "ftp://www.gov.cn/a"}, "Enter an address that starts with http:// or https://."),
        ("table", {"table": ""}, "Paste the days of the notice, or choose a file with them."),
        ("table", {"table": "x" * 65537}, TOO_MUCH),
        ("table", {"table": NOTICE_2027 + "\n2027-12-31"}, THREE_COLUMNS),
    ],
)
def test_what_is_wrong_is_said_at_the_field(field, typed, sentence):
    assert notice_form(**typed).errors == {field: [sentence]}


def test_a_notice_of_tomorrow_is_not_published_yet():
    day = clock.today() + timedelta(days=1)
    parts = {"published_on_year": day.year, "published_on_month": day.month, "published_on_day": day.day}
    assert list(notice_form(**parts).errors) == ["published_on"]


def test_full_width_digits_are_read():
    form = notice_form(year="２０２７")
    assert form.is_valid()
    assert form.cleaned_data["year"] == 2027


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_takes_the_place_of_the_text_and_stands_in_it_afterwards(encoding):
    form = notice_form(NOTICE_2027.encode(encoding), table="x")
    assert form.errors == {}
    assert dict(form.sent())["table"] == form["table"].value() == NOTICE_2027


def test_the_wrong_lines_of_a_file_are_named_and_its_text_is_kept():
    form = notice_form("10-08,放假,国庆节".encode())
    assert form.errors == {"table": ["Line 1: the date “10-08” has no year. Write it in front: 2027-10-08."]}
    assert form["table"].value() == "10-08,放假,国庆节"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"PK\x03\x04\x00",
            NO_TEXT,
        ),
        (b"x" * 65537, "Choose a file of at most 64 KiB."),
        (b"", "This file is empty. Choose another one."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_and_the_typed_text_is_kept(content, sentence):
    form = notice_form(content, table="typed")
    assert form.errors["file"] == [sentence]
    assert form["table"].value() == "typed"


def test_everything_typed_can_be_sent_once_more():
    form = notice_form()
    assert form.is_valid()
    again = NoticeForm(data(dict(form.sent())), {}, calendar=workflow.calendar())
    assert again.is_valid()
    assert again.cleaned_data == form.cleaned_data


def test_a_policy_value_can_be_changed():
    form = limit_form(applies_to_running="on")
    assert form.errors == {}
    version = form.version()
    assert (version.code, version.working_days, version.applies_to_running) == ("correct", 15, True)
    assert (version.starts_with, version.binds, version.pk) == ("return", "provider", None)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("working_days", {"working_days": ""}, "Enter how many working days the term has."),
        ("working_days", {"working_days": "ten"}, "Enter the working days as a number, such as 10."),
        ("working_days", {"working_days": "0"}, "Enter at least one working day."),
        ("working_days", {"working_days": "-5"}, "Enter at least one working day."),
        ("working_days", {"working_days": "251"}, "Enter at most 250 working days: about a year."),
        ("working_days", {"working_days": "10"}, "The term has this length already. Enter another number."),
        ("valid_from", {"valid_from_year": "2020"}, TOO_EARLY),
        ("reason", {"reason": " "}, "Say why: it stays on record."),
    ],
)
def test_what_is_wrong_with_a_time_limit_is_said_at_the_field(field, typed, sentence):
    assert limit_form(**typed).errors == {field: [sentence]}


@pytest.mark.parametrize("code", ["file", "rectify"])
def test_the_law_and_limits_set_by_each_order_are_not_changed(code):
    assert list(limit_form(code).errors) == ["__all__"]


def test_a_version_is_discarded_with_a_reason():
    assert DiscardForm({"note": " "}).errors == {"note": ["Say why: it stays on record."]}
    assert DiscardForm({"note": "日期有误"}).is_valid()
