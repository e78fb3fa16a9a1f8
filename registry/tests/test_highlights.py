from registry.highlights import Piece, highlight


def test_a_hit_is_cut_out_wherever_it_stands():
    assert highlight("链上存证与存证核验", ["存证"]) == [
        Piece("链上", False),
        Piece("存证", True),
        Piece("与", False),
        Piece("存证", True),
        Piece("核验", False),
    ]


def test_full_width_and_capital_letters_are_hit_as_they_are_compared():
    assert highlight("ＡＢ-Chain（北京）", ["ab", "(北"]) == [
        Piece("ＡＢ", True),
        Piece("-Chain", False),
        Piece("（北", True),
        Piece("京）", False),
    ]


def test_hits_that_overlap_or_touch_are_one():
    assert highlight("abcd", ["ab", "bc"]) == [Piece("abc", True), Piece("d", False)]


def test_a_character_that_is_compared_as_several_is_hit_whole():
    assert highlight("Straße㎏", ["ss", "g"]) == [
        Piece("Stra", False),
        Piece("ß", True),
        Piece("e", False),
        Piece("㎏", True),
    ]


def test_without_words_nothing_is_hit():
    assert highlight("链上", []) == [Piece("链上", False)]
    assert highlight("", ["链上"]) == []
