import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from providers.documents import DocumentKind
from providers.fields import document_kind_field, document_number_field, email_field, mobile_field, name_field


def refusals(field, text):
    """Return the sentences by which the field refuses what was typed."""
    with override("en"):
        with pytest.raises(ValidationError) as caught:
            field.clean(text)
        return caught.value.messages


@pytest.mark.parametrize(
    ("field", "longest"),
    [
        (name_field(label="Name", required_message="Enter it."), 80),
        (mobile_field("Enter it."), 40),
        (document_number_field(), 40),
    ],
)
def test_a_text_as_long_as_its_column_is_taken_and_a_longer_one_is_not(field, longest):
    assert field.clean("9" * longest) == "9" * longest
    assert refusals(field, "9" * (longest + 1)) == [f"Enter at most {longest} characters: these are {longest + 1}."]


@pytest.mark.parametrize(
    "field", [name_field(required_message="Enter it."), mobile_field("Enter it."), email_field("Enter it.")]
)
def test_what_was_left_empty_is_asked_for_in_the_words_of_the_form(field):
    assert refusals(field, " ") == ["Enter it."]


def test_a_name_that_may_be_left_out_is_empty():
    assert name_field(required=False).clean("") == ""


def test_an_address_of_e_mail_is_taken_as_typed_and_another_text_is_not():
    field = email_field("Enter it.")
    assert field.clean(" name@example.cn ") == "name@example.cn"
    assert refusals(field, "name@example") == ["Enter an e-mail address in the form name@example.cn."]


def test_each_kind_of_document_may_be_chosen_and_one_must_be():
    field = document_kind_field()
    assert [field.clean(kind.value) for kind in DocumentKind] == [
        "id_card",
        "residence_permit",
        "passport",
        "taiwan_permit",
        "hk_macao_permit",
    ]
    assert refusals(field, "") == ["Select the type of document."]


def test_the_number_of_a_document_is_asked_for_and_never_completed_by_the_browser():
    field = document_number_field()
    assert refusals(field, "") == ["Enter the number of the document."]
    assert field.widget.attrs["autocomplete"] == "off"
