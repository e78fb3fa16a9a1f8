import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from providers import divisions
from providers.places import CountyField, CountySelect

CHOSEN = re.compile(r'value="(\d*)" selected')
HANGZHOU_XIHU = "330106"
CLOSED = "330103"  # 下城区, a part of 拱墅区 since 2021


def rendered(value, language="en"):
    with override(language):
        return str(CountySelect().render("county", value, {"id": "id_county"}))


def test_the_county_that_was_given_is_the_one_selected():
    assert CHOSEN.findall(rendered(HANGZHOU_XIHU)) == [HANGZHOU_XIHU]


@pytest.mark.parametrize("value", [None, "", CLOSED, "330000", '330106" onfocus="x'])
def test_what_is_no_county_of_today_selects_nothing_and_is_not_repeated(value):
    html = rendered(value)
    assert CHOSEN.findall(html) == []
    assert html == rendered(None)


def test_markup_that_spans_two_options_selects_neither():
    (first, name), (second, _name) = divisions.counties_of("11")[:2]
    assert CHOSEN.findall(rendered(f'{first}">{name}</option><option value="{second}')) == []


def test_the_list_holds_every_county_of_today_below_its_province():
    html = rendered(None)
    counties = [code for row in divisions.provinces() for code, _name in divisions.counties_of(row.code)]
    assert re.findall(r'<option value="(\d+)"', html) == counties
    assert re.findall(r'<optgroup label="([^"]*)"', html) == [row.name_en for row in divisions.provinces()]


def test_the_provinces_are_named_in_the_language_of_the_reader():
    assert '<optgroup label="浙江省">' in rendered(None, "zh-hans")
    assert '<optgroup label="Zhejiang">' in rendered(None, "en")


def test_the_widget_brings_its_words_for_the_list_of_provinces():
    assert rendered(None).startswith(
        '<select data-choose-province="Choose a province" data-province="Province" id="id_county" name="county"'
        ' data-counties><option value="">Choose a county</option>'
    )


@pytest.fixture
def field():
    return CountyField(required_message="Select it.")


def test_a_county_of_today_is_taken(field):
    assert field.clean(f" {HANGZHOU_XIHU} ") == HANGZHOU_XIHU


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        ("", "required", "Select it."),
        (CLOSED, "unknown", "Select a county from the list: this code is not in use today."),
        ("330100", "unknown", "Select a county from the list: this code is not in use today."),
    ],
)
def test_another_code_is_refused_with_what_to_do(field, typed, code, sentence):
    with override("en"):
        with pytest.raises(ValidationError) as caught:
            field.clean(typed)
        assert (caught.value.code, caught.value.messages) == (code, [sentence])


def test_a_county_that_may_be_left_out_is_empty():
    assert CountyField(required_message="", required=False).clean("") == ""
