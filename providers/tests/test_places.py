import re

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override

from providers import divisions
from providers.places import CountyField, CountyForm, CountySelect, place_of

CHOSEN = re.compile(r'value="(\d*)" selected')
OPTIONS = re.compile(r'<option value="(\d+)"')
HANGZHOU_XIHU = "330106"
CLOSED = "330103"  # 下城区, a part of 拱墅区 since 2021
SELECT_COUNTY = "Select the county: the list shows those of the province."
UNKNOWN = "Select a county from the list: this code is not in use today."


class PlaceForm(CountyForm, forms.Form):
    county = CountyField(required_message="Select it.")
    name = forms.CharField()


def rendered(value, language="en"):
    with override(language):
        return CountySelect().render("county", value, {"id": "id_county"})


def county_options(html):
    return [code for code in OPTIONS.findall(html) if len(code) == 6]


def sent(typed, form_class=PlaceForm):
    return form_class(QueryDict(typed))


def test_the_list_holds_the_counties_of_the_province_alone():
    assert county_options(rendered(HANGZHOU_XIHU)) == [code for code, _name in divisions.counties_of("33")]
    assert county_options(rendered(None)) == []
    assert len(rendered(None)) < 4_000


def test_the_province_and_the_county_that_were_given_are_selected():
    assert CHOSEN.findall(rendered(HANGZHOU_XIHU)) == ["33", HANGZHOU_XIHU]


@pytest.mark.parametrize("value", [CLOSED, "330000", "33"])
def test_what_is_no_county_of_today_selects_its_province_alone(value):
    assert CHOSEN.findall(rendered(value)) == ["33"]


@pytest.mark.parametrize("value", [None, "", '330106" onfocus="x', "990000"])
def test_what_is_no_code_selects_nothing_and_is_not_repeated(value):
    html = rendered(value)
    assert [code for code in CHOSEN.findall(html) if len(code) == 6] == []
    assert "onfocus" not in html


def test_every_province_may_be_chosen_in_the_language_of_the_reader():
    provinces = re.compile(r'<option value="\d\d">([^<]+)</option>')
    assert provinces.findall(rendered(None, "en")) == [row.name_en for row in divisions.provinces()]
    assert provinces.findall(rendered(None, "zh-hans")) == [row.name for row in divisions.provinces()]


def test_the_province_is_asked_for_first_and_both_lists_are_labelled():
    html = rendered(None)
    assert re.findall(r'<label for="(\w+)">([^<]+)</label>', html) == [
        ("id_county_province", "Province"),
        ("id_county", "County"),
    ]
    assert re.findall(r'name="(\w+)"', html) == ["county_province", "county_choose", "county"]


def test_whoever_asks_for_the_counties_is_told_of_nothing_else_and_finds_the_list_with_the_focus():
    form = sent("county_province=33&county_choose=&name=")
    assert (form.is_valid(), dict(form.errors)) == (False, {})
    html = str(form["county"])
    assert (CHOSEN.findall(html), len(county_options(html)), "autofocus" in html) == (
        ["33"],
        len(divisions.counties_of("33")),
        True,
    )


def test_whoever_asks_for_the_counties_of_no_province_is_asked_for_it():
    form = sent("county_province=&county_choose=&name=")
    assert (form.is_valid(), form.errors.get_json_data()) == (
        False,
        {"county": [{"message": "Select it.", "code": "required"}]},
    )


def test_the_enter_key_sends_a_page_whose_county_is_chosen():
    form = sent("county_province=33&county=330106&county_choose=&name=x")
    assert (form.is_valid(), form.cleaned_data) == (True, {"county": HANGZHOU_XIHU, "name": "x"})


def test_the_province_stays_after_a_page_that_was_refused():
    form = sent("county_province=33&county=&name=")
    with override("en"):
        assert form.errors["county"] == [SELECT_COUNTY]
    assert CHOSEN.findall(str(form["county"])) == ["33"]


@pytest.mark.parametrize(("typed", "target"), [("", "id_county_province"), ("county_province=33", "id_county")])
def test_an_error_leads_to_the_list_in_which_nothing_is_chosen(typed, target):
    form = sent(typed)
    assert (form.is_valid(), form["county"].id_for_label) == (False, target)


@pytest.fixture
def field():
    return CountyField(required_message="Select it.")


@pytest.mark.parametrize("value", [f" {HANGZHOU_XIHU} ", place_of(HANGZHOU_XIHU, "33"), place_of(HANGZHOU_XIHU)])
def test_a_county_of_today_is_taken(field, value):
    assert field.clean(value) == HANGZHOU_XIHU


@pytest.mark.parametrize(
    ("typed", "code", "sentence"),
    [
        ("", "required", "Select it."),
        (CLOSED, "unknown", UNKNOWN),
        ("330100", "unknown", UNKNOWN),
        ("999999", "unknown", UNKNOWN),
        (place_of("999999", "99"), "unknown", UNKNOWN),
        (place_of("", "33"), "county", SELECT_COUNTY),
        (place_of(HANGZHOU_XIHU, "44"), "county", SELECT_COUNTY),
    ],
)
def test_another_code_is_refused_with_what_to_do(field, typed, code, sentence):
    with override("en"):
        with pytest.raises(ValidationError) as caught:
            field.clean(typed)
        assert (caught.value.code, caught.value.messages) == (code, [sentence])


def test_a_county_that_may_be_left_out_is_empty():
    field = CountyField(required_message="", required=False)
    assert [field.clean(value) for value in ("", place_of("", "33"))] == ["", ""]


def test_everybody_may_read_the_counties_of_a_province(client, db):
    response = client.get(reverse("providers:counties"), {"province": "11"})
    assert [tuple(row) for row in response.json()] == divisions.counties_of("11")
    assert response["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize("query", [{}, {"province": ""}, {"province": "00"}, {"province": "99"}])
def test_there_are_no_counties_of_what_is_no_province(client, db, query):
    assert client.get(reverse("providers:counties"), query).json() == []
