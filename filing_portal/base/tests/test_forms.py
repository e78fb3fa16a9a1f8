from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from filing_portal.base.forms import ChoicesField, DatePartsField, PortalForm, TextField


class StartForm(PortalForm, forms.Form):
    name = forms.CharField(label="Name", help_text="As on the licence.")
    started_on = DatePartsField(subject="the service's start date", label="Start")
    ended_on = DatePartsField(subject="the end date", label="End", required=False)
    chain = forms.ChoiceField(
        label="Chain", choices=[("public", "Public"), ("private", "Private")], widget=forms.RadioSelect
    )


def posted(year="2026", month="9", day="22"):
    data = {"name": "存证", "chain": "public"}
    return StartForm(data | {"started_on_year": year, "started_on_month": month, "started_on_day": day})


def field_html(form, name):
    return render_to_string("bootstrap5/field.html", {"field": form[name]})


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def test_three_boxes_make_a_date():
    form = posted()
    assert form.is_valid()
    assert form.cleaned_data["started_on"] == date(2026, 9, 22)
    assert form.cleaned_data["ended_on"] is None


def test_full_width_digits_and_leading_zeros_are_read():
    form = posted("２０２６", " 09 ", "02")
    assert form.is_valid()
    assert form.cleaned_data["started_on"] == date(2026, 9, 2)


@pytest.mark.parametrize(
    ("parts", "message", "wrong"),
    [
        (("", "", ""), "Enter the service's start date.", set()),
        (("2026", "", "22"), "The service's start date must include a month.", {"month"}),
        (("2026", "19", "22"), "The service's start date must be a real date.", {"month"}),
        (("2026", "2", "30"), "The service's start date must be a real date.", {"day"}),
        (("26", "9", "x"), "The service's start date must be a real date.", {"year", "day"}),
        (("9" * 5000, "9", "22"), "The service's start date must be a real date.", {"year"}),
        (("2026", "9", "²"), "The service's start date must be a real date.", {"day"}),
    ],
)
def test_a_wrong_date_is_told_in_a_sentence_and_only_the_wrong_part_is_marked(parts, message, wrong):
    form = posted(*parts)
    assert form.errors["started_on"] == [message]
    assert form.fields["started_on"].widget.wrong_parts == wrong


def test_only_the_wrong_box_is_marked_on_the_page():
    html = field_html(posted(month="19"), "started_on")
    assert html.count('aria-invalid="true"') == 1
    assert html.count("is-invalid") == 1
    month = html[html.index('name="started_on_month"') :]
    assert 'aria-invalid="true"' in month[: month.index(">")]


@pytest.mark.parametrize(
    ("language", "order"), [("en", ["day", "month", "year"]), ("zh-hans", ["year", "month", "day"])]
)
def test_the_boxes_stand_in_the_order_of_the_language(language, order):
    with override(language):
        html = field_html(posted(), "started_on")
    assert sorted(order, key=lambda part: html.index(f'name="started_on_{part}"')) == order


def test_an_initial_date_fills_the_boxes_and_is_no_change():
    form = StartForm(
        {"started_on_year": "2026", "started_on_month": "09", "started_on_day": "22"},
        initial={"started_on": date(2026, 9, 22)},
    )
    assert "started_on" not in form.changed_data
    assert 'value="22"' in field_html(StartForm(initial={"started_on": date(2026, 9, 22)}), "started_on")


def test_the_order_in_a_field_is_label_hint_note_error_input():
    form = StartForm({})
    note = SimpleNamespace(at=None, text="Give the full name.", was="存")
    vars(form.fields["name"])["note"] = note
    html = field_html(form, "name")
    marks = ["<label", "As on the licence.", "Give the full name.", "This field is required.", "<input"]
    assert sorted(marks, key=html.index) == marks
    assert 'aria-describedby="id_name_note id_name_helptext id_name_error"' in html


def test_the_error_of_radios_stands_above_the_options_in_a_fieldset():
    html = field_html(StartForm({}), "chain")
    marks = ["<fieldset", 'aria-describedby="id_chain_error"', "<legend", "This field is required.", 'type="radio"']
    assert sorted(marks, key=html.index) == marks


def test_only_optional_fields_say_so():
    form = StartForm()
    assert "(optional)" in field_html(form, "ended_on")
    assert "(optional)" not in field_html(form, "started_on")
    assert "*" not in field_html(form, "started_on")


def test_the_summary_links_to_the_inputs():
    html = render_to_string("_error_summary.html", {"form": StartForm({"started_on_year": "2026"})})
    for target in ("#id_name", "#id_started_on_day", "#id_chain_0"):
        assert f'href="{target}"' in html


def test_a_form_without_errors_has_no_summary():
    assert "bf-errs" not in render_to_string("_error_summary.html", {"form": StartForm()})


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("存证\r\n服务", "存证 服务"),
        ("存证\u2028服务\t一号", "存证 服务 一号"),
        ("\u202e存\u200b证\0 \u2066", "存证"),
        ("某　公司 🏢", "某　公司 🏢"),
    ],
)
def test_a_box_of_one_line_holds_one_line_and_only_what_shows(typed, read):
    assert TextField().clean(typed) == read


def test_a_box_of_several_lines_keeps_them():
    assert TextField(widget=forms.Textarea).clean("一\r\n\r\n\u202e二\r三\x07") == "一\n\n二\n三"


def test_a_text_of_which_nothing_shows_is_missing():
    with pytest.raises(forms.ValidationError, match=r"Enter the name\."):
        TextField(required_message="Enter the name.").clean("\u200b\u202e")


def test_what_is_ticked_twice_is_chosen_once():
    field = ChoicesField(choices=[("website", "Website"), ("app", "App")])
    assert field.clean(["website", "app", "website"]) == ["website", "app"]
