import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from registry.search import grams, normalise, query_grams, words


def test_chinese_and_latin_are_cut_into_pairs():
    assert grams("可信链 Abc") == ["ab", "bc", "信链", "可信"]


def test_pairs_do_not_reach_over_spaces():
    assert grams("ab\ncd") == ["ab", "cd"]


def test_digits_are_cut_in_fours_as_well():
    assert grams("12345") == ["12", "1234", "23", "2345", "34", "45"]


def test_a_query_of_digits_asks_for_the_rare_fours_only():
    assert query_grams("12345") == ["1234", "2345"]
    assert query_grams("123") == ["12", "23"]


def test_a_query_keeps_the_pairs_around_its_digits():
    assert query_grams("链2022年") == ["2022", "2年", "链2"]


def test_a_query_of_several_words_asks_for_all_of_them():
    assert query_grams("可信 ＡＢ") == ["ab", "可信"]


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


@given(texts, st.data())
def test_every_piece_of_a_text_finds_it(text, data):
    whole = normalise(text)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    assert set(query_grams(whole[start:end])) <= set(grams(text))


@given(st.text(max_size=40))
def test_normal_form_is_stable_and_pieces_fit_their_column(text):
    assert normalise(normalise(text)) == normalise(text)
    assert {len(piece) for piece in grams(text)} <= {2, 4}
