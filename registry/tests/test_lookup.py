import re

import pytest
from django.core.exceptions import ValidationError

from filing_portal.base.paging import Page
from registry.imports import Row
from registry.lookup import CURSOR, NEWEST_FIRST, find
from registry.models import Entry
from registry.numbers import compose
from registry.workflow import take_over

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (compose("110108", 2022, 76223860, serial) for serial in (1, 2, 3))


@pytest.fixture(autouse=True)
def register():
    """Put three entries of one provider into the register, the third without names."""
    rows = [
        Row(2, FIRST, "链上存证", "熠智科技", ""),
        Row(3, SECOND, "数据核验", "熠智科技", ""),
        Row(4, THIRD, "", "", ""),
    ]
    take_over(rows, sha256="0" * 64)


def found(query):
    return [entry.number for entry in find(query)]


@pytest.mark.parametrize("typed", [str(SECOND), SECOND.body, f" {SECOND.body.lower()} ", f"备案编号：{SECOND}"])
def test_a_whole_number_means_its_entry_however_it_is_typed(typed):
    assert found(typed) == [SECOND.body]


def test_a_whole_number_that_nobody_has_means_nothing():
    assert found(str(compose("110108", 2022, 76223860, 4))) == []


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("熠智", [SECOND.body, FIRST.body]),
        ("熠智  存证", [FIRST.body]),
        ("核验 存证", []),
        ("76223860", [THIRD.body, SECOND.body, FIRST.body]),
        ("76223860 数据", [SECOND.body]),
    ],
)
def test_other_texts_mean_the_entries_with_every_word_newest_first(query, numbers):
    assert found(query) == numbers


def test_an_empty_query_means_the_whole_register():
    assert found("") == [THIRD.body, SECOND.body, FIRST.body]


def test_words_of_one_character_are_refused():
    with pytest.raises(ValidationError) as caught:
        find("链 上")
    assert caught.value.code == "too_short"


def test_the_next_page_begins_after_the_number_that_the_cursor_names():
    first = Page(find(""), NEWEST_FIRST, {}, 2)
    second = Page(find(""), NEWEST_FIRST, {"after": first.next}, 2)
    assert ([row.number for row in first.rows], first.next) == ([THIRD.body, SECOND.body], SECOND.body)
    assert ([row.number for row in second.rows], second.next) == ([FIRST.body], "")


@pytest.mark.parametrize(
    ("text", "is_cursor"),
    [(FIRST.body, True), (FIRST.body[:19], False), (FIRST.body + "0", False), (f"{FIRST}", False), ("", False)],
)
def test_a_cursor_has_the_twenty_characters_of_a_number(text, is_cursor):
    assert bool(re.search(CURSOR, text)) is is_cursor


def test_an_entry_without_a_name_is_called_by_its_number():
    assert [entry.title for entry in Entry.objects.all()] == [str(THIRD), "数据核验", "链上存证"]
