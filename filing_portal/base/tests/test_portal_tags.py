from datetime import UTC, date, datetime

import pytest
from django.template import Context
from django.utils.translation import override

from filing_portal.base.templatetags import portal


@pytest.mark.parametrize(
    ("path", "language", "address"),
    [
        ("/register/?q=%E5%AD%98%E8%AF%81&status=valid", "en", "/en/register/?q=%E5%AD%98%E8%AF%81&status=valid"),
        ("/en/register/?q=chain", "zh-hans", "/register/?q=chain"),
        ("/", "en", "/en/"),
        ("/en/", "zh-hans", "/"),
        ("/entries/", "en", "/en/entries/"),
        ("/en//example.com/", "zh-hans", "/example.com/"),
    ],
)
def test_the_switch_leads_to_the_same_page_with_its_query(rf, path, language, address):
    assert portal.translated_url(Context({"request": rf.get(path)}), language) == address


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Tuesday 13 October 2026"), ("zh-hans", "2026年10月13日（星期二）")]
)
def test_a_day_is_written_with_its_weekday(language, text):
    with override(language):
        assert portal.long_day(date(2026, 10, 13)) == text


def test_a_moment_is_written_in_shanghai_time():
    with override("en"):
        assert portal.to_the_second(datetime(2026, 10, 9, 6, 32, 7, tzinfo=UTC)) == "9 October 2026, 14:32:07"


def test_an_icon_is_drawn_without_a_name_of_its_own():
    svg = portal.icon("check-lg")
    assert svg.startswith('<svg class="bi" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path')
    assert svg.endswith("</svg>")


def test_an_icon_that_is_not_shipped_is_a_mistake():
    with pytest.raises(FileNotFoundError):
        portal.icon("no-such-icon")
