import pytest

from providers.mask import masked_document, masked_mobile


def test_a_mobile_hides_its_middle():
    assert masked_mobile("13812341234") == "138****1234"


@pytest.mark.parametrize(
    ("number", "masked"),
    [("110101199003071233", "110***********1233"), ("E12345678", "E******78"), ("01234567", "0*****67")],
)
def test_a_document_number_hides_its_middle(number, masked):
    assert masked_document(number) == masked


@pytest.mark.parametrize("number", ["", "1", "1381234"])
def test_what_is_too_short_is_hidden_whole(number):
    assert masked_mobile(number) == "*" * len(number)
