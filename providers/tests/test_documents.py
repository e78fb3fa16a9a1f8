from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from providers import documents
from providers.documents import DocumentKind

TODAY = date(2026, 9, 22)


def with_check(first: str) -> str:
    return first + ric.calc_check_digit(first + "0")


def code_of(check, *args) -> str | None:
    with pytest.raises(ValidationError) as caught:
        check(*args)
    return caught.value.code


def test_an_identity_number_is_accepted_and_normalised():
    number = with_check("11010119900307123")
    assert documents.id_card(f" {number[:6]} {number[6:].lower()}", TODAY) == number


def test_an_identity_number_may_end_in_a_small_x():
    number = next(text for serial in range(100, 999) if (text := with_check(f"11010119900307{serial}"))[-1] == "X")
    assert documents.id_card(number.lower(), TODAY) == number


def test_a_place_whose_code_came_after_the_birth_is_accepted():
    number = with_check("11022119500101001")
    assert documents.id_card(number, TODAY) == number


def test_a_person_born_today_is_accepted_and_one_born_tomorrow_is_not():
    today, tomorrow = with_check("11010120260922001"), with_check("11010120260923001")
    assert documents.id_card(today, TODAY) == today
    assert code_of(documents.id_card, tomorrow, TODAY) == "future_birth"


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("11010119900307123", "shape"),
        ("110101900307123", "shape"),
        ("X10101199003071234", "shape"),
        (with_check("99010119900307123"), "place"),
        (with_check("81010119900307123"), "kind"),
        (with_check("83000119900307123"), "kind"),
        (with_check("11010119900230123"), "birth"),
        (with_check("11010118991231123"), "birth"),
    ],
)
def test_wrong_identity_numbers_are_refused_with_their_reason(number, reason):
    assert code_of(documents.id_card, number, TODAY) == reason


@pytest.mark.parametrize("place", ["810000", "820000", "830000"])
def test_the_number_of_a_residence_permit_is_no_identity_card_and_is_accepted_as_what_it_is(place):
    number = with_check(f"{place}19900307123")
    assert documents.document_number(DocumentKind.RESIDENCE_PERMIT, f" {number} ", TODAY) == number
    with override("en"), pytest.raises(ValidationError) as caught:
        documents.id_card(number, TODAY)
    assert caught.value.messages == [
        "This is the number of a residence permit of Hong Kong, Macao and Taiwan residents: choose that type of"
        " document."
    ]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("81000019900307", "shape"),
        (with_check("11010119900307123"), "place"),
        (with_check("81010119900307123"), "place"),
        (with_check("84000019900307123"), "place"),
        (with_check("81000019900230123"), "birth"),
        (with_check("81000020260923123"), "future_birth"),
        (with_check("83000019900307123")[:17] + "Y", "shape"),
        ("830000199003071231", "check_character"),
    ],
)
def test_a_wrong_number_of_a_residence_permit_is_refused_with_its_reason(number, reason):
    assert code_of(documents.residence_permit, number, TODAY) == reason


@pytest.mark.parametrize(
    ("born", "age"), [("20080922", 18), ("20080923", 17), ("20080921", 18), ("20260922", 0), ("19000101", 126)]
)
@pytest.mark.parametrize(
    ("kind", "place"), [(DocumentKind.ID_CARD, "110101"), (DocumentKind.RESIDENCE_PERMIT, "810000")]
)
def test_the_age_follows_from_a_number_that_carries_the_date_of_birth(kind, place, born, age):
    assert documents.age_on(TODAY, kind, with_check(f"{place}{born}123")) == age


def test_who_was_born_on_a_leap_day_is_of_age_on_the_first_of_march():
    number = with_check("11010120080229123")
    days = (date(2026, 2, 28), date(2026, 3, 1))
    assert [documents.age_on(day, DocumentKind.ID_CARD, number) for day in days] == [17, 18]


@pytest.mark.parametrize("kind", [DocumentKind.PASSPORT, DocumentKind.TAIWAN_PERMIT, DocumentKind.HK_MACAO_PERMIT])
def test_the_other_documents_tell_no_age(kind):
    assert documents.age_on(TODAY, kind, "H12345678") is None


@given(st.integers(0, 16), st.integers(1, 9))
def test_no_single_wrong_digit_of_an_identity_number_passes(place, step):
    number = with_check("11010119900307123")
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert code_of(documents.id_card, wrong, TODAY) in {
        "place",
        "kind",
        "birth",
        "future_birth",
        "check_character",
    }


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        (DocumentKind.PASSPORT, "e 12345678", "E12345678"),
        (DocumentKind.PASSPORT, "EA1234567", "EA1234567"),
        (DocumentKind.PASSPORT, "123456789", "123456789"),
        (DocumentKind.TAIWAN_PERMIT, "01234567", "01234567"),
        (DocumentKind.TAIWAN_PERMIT, "0123456701", "0123456701"),
        (DocumentKind.TAIWAN_PERMIT, "0123456701（B）", "0123456701B"),
        (DocumentKind.HK_MACAO_PERMIT, "h12345678", "H12345678"),
        (DocumentKind.HK_MACAO_PERMIT, "M1234567801", "M1234567801"),
        (DocumentKind.ID_CARD, "110101199003071233", "110101199003071233"),
    ],
)
def test_documents_of_each_kind_are_accepted(kind, text, number):
    assert documents.document_number(kind, text, TODAY) == number


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (DocumentKind.PASSPORT, "E123"),
        (DocumentKind.PASSPORT, "PASSPORT"),
        (DocumentKind.PASSPORT, "护照12345678"),
        (DocumentKind.TAIWAN_PERMIT, "1234567"),
        (DocumentKind.TAIWAN_PERMIT, "123456789"),
        (DocumentKind.TAIWAN_PERMIT, "٠١٢٣٤٥٦٧"),
        (DocumentKind.HK_MACAO_PERMIT, "A12345678"),
        (DocumentKind.HK_MACAO_PERMIT, "H123456789"),
    ],
)
def test_documents_of_another_shape_are_refused(kind, text):
    assert code_of(documents.document_number, kind, text, TODAY) == "shape"


@pytest.mark.parametrize(
    "text", ["13812341234", "+86 138 1234 1234", "86-13812341234", "008613812341234", "１３８１２３４１２３４"]
)
def test_mobiles_are_read_forgivingly(text):
    assert documents.mobile(text) == "13812341234"


@pytest.mark.parametrize("text", ["", "12812341234", "1381234123", "138123412345", "+8513812341234", "010-12345678"])
def test_other_telephone_numbers_are_no_mobiles(text):
    assert code_of(documents.mobile, text) == "mobile"
