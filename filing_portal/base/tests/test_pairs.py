import hypothesis
import pytest
from django.core.exceptions import ValidationError
from django.db.models import TextField, Value
from hypothesis import given
from hypothesis import strategies as st

from filing_portal.base.pairs import Pairs, Plain, normalise, pairs_of, words
from filing_portal.offices.models import Office

pytestmark = pytest.mark.django_db


def pairs_in_database(text: str) -> list[str]:
    return read(Pairs(Value(text, TextField()))) or []


def read(expression):
    return Office.objects.values_list(expression.copy(), flat=True)[:1].get()


def test_chinese_and_latin_are_cut_into_pairs():
    assert pairs_in_database("可信链 Abc") == ["可信", "信链", "链 ", " a", "ab", "bc"]


def test_digits_are_cut_in_fours_as_well():
    assert pairs_in_database("链12345") == ["链1", "12", "23", "34", "45", "1234", "2345"]


def test_one_character_has_no_pairs():
    assert pairs_in_database("链") == []


def test_a_query_of_digits_asks_for_the_rare_fours_only():
    assert pairs_of("12345") == ["1234", "2345"]
    assert pairs_of("123") == ["12", "23"]


def test_a_query_keeps_the_pairs_around_its_digits():
    assert pairs_of("链2022年") == ["2022", "2年", "链2"]


def test_letters_are_folded_in_the_database_as_in_a_query():
    written = "Straße ΣΑΣ ＡＢ（北京）㎏ Éⅳ"
    assert read(Plain(Value(written, TextField()))) == normalise(written) == "strasse σασ ab(北京)kg éiv"


def test_normal_form_has_one_spelling():
    assert normalise("　Ｂｌｏｃｋ\u200b  链（北京）\n") == "block 链(北京)"


@pytest.mark.parametrize("query", ["", " ", "链", "a b", "链 ー"])
def test_a_query_without_two_characters_asks_for_more(query):
    with pytest.raises(ValidationError) as caught:
        words(query)
    assert caught.value.code == "too_short"


def test_two_characters_are_enough():
    assert words("链上") == ["链上"]
    assert words("A 链上") == ["a", "链上"]


texts = st.text(st.sampled_from("链上可信北京ABcd0123456789 -（）"), max_size=40)


@hypothesis.settings(max_examples=50, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
@given(texts, st.data())
def test_every_piece_of_a_text_finds_it(text, data):
    found = set(pairs_in_database(text))
    whole = normalise(text)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    for word in whole[start:end].split():
        assert set(pairs_of(word)) <= found


@given(st.text(max_size=40))
def test_normal_form_is_stable(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "name", ["İstanbul Chain", "ᾳβγ ledger", "区块\u200b链溯源", "x\u00ady soft", "ꭰꭱ Ꭰ", "STRASSE ẞ ΣΟΦΟΣ"]
)
def test_what_is_typed_is_compared_as_the_database_compares_it(name):
    assert read(Plain(Value(name, TextField()))) == normalise(name)
