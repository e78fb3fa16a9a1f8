import pytest

from providers import divisions


def test_there_are_thirty_one_provinces_in_the_order_of_their_codes():
    rows = divisions.provinces()
    assert len(rows) == 31
    assert [row.code for row in rows] == sorted(row.code for row in rows)
    assert rows[4] == ("15", "蒙", "内蒙古自治区", "Inner Mongolia")


def test_both_characters_of_guizhou_and_yunnan_lead_to_their_codes():
    assert [divisions.CODE_OF_GLYPH[glyph] for glyph in "贵黔云滇"] == ["52", "52", "53", "53"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("330106", "浙江省杭州市西湖区"),
        ("110108", "北京市海淀区"),
        ("500229", "重庆市城口县"),
        ("429004", "湖北省仙桃市"),
        ("419001", "河南省济源市"),
        ("659001", "新疆维吾尔自治区石河子市"),
        ("469029", "海南省保亭黎族苗族自治县"),
        ("441900", "广东省东莞市"),
        ("620200", "甘肃省嘉峪关市"),
        ("330113", "浙江省杭州市临平区"),
        ("330103", "浙江省杭州市下城区"),
        ("232761", "黑龙江省大兴安岭地区加格达奇区"),
        ("330100", "浙江省杭州市"),
        ("330101", "浙江省杭州市"),
        ("330000", "浙江省"),
        ("110000", "北京市"),
    ],
)
def test_the_full_name_leaves_out_groupings_that_are_no_places(code, name):
    assert divisions.name_of(code) == name


def test_the_english_name_starts_with_the_province_in_english():
    assert divisions.name_of("330106", "en") == "Zhejiang 杭州市西湖区"
    assert divisions.name_of("150102", "en-gb") == "Inner Mongolia 呼和浩特市新城区"


def test_a_closed_county_keeps_the_name_its_prefecture_had_then():
    assert divisions.name_of("420601") == "湖北省襄阳市"
    assert divisions.name_of("513221") == "四川省阿坝藏族羌族自治州汶川县"


def test_a_code_that_never_existed_has_no_name():
    with pytest.raises(KeyError):
        divisions.name_of("110199")


@pytest.mark.parametrize("code", ["330103", "110103", "110229", "422921", "429001", "310119"])
def test_a_closed_county_existed_but_is_not_current(code):
    assert divisions.ever_existed(code) is True
    assert divisions.is_current(code) is False


@pytest.mark.parametrize("code", ["330113", "330114", "441900", "442000", "460400", "620200", "429021", "653228"])
def test_new_counties_and_cities_without_counties_are_current(code):
    assert divisions.is_current(code) is True


@pytest.mark.parametrize("code", ["110000", "330100", "330101", "500200", "429000", "710000", "810000", "999999", ""])
def test_nobody_registers_under_a_province_a_prefecture_or_a_grouping(code):
    assert divisions.is_current(code) is False


def test_the_counties_of_beijing_are_its_sixteen_districts():
    counties = divisions.counties_of("11")
    assert len(counties) == 16
    assert counties[0] == ("110101", "东城区")
    assert counties[-1] == ("110119", "延庆区")


def test_counties_are_listed_with_their_prefecture():
    counties = dict(divisions.counties_of("33"))
    assert counties["330114"] == "杭州市钱塘区"
    assert "330104" not in counties


def test_every_province_has_counties_to_register_under():
    assert min(len(divisions.counties_of(row.code)) for row in divisions.provinces()) == 16


def test_every_code_of_the_table_has_a_name_in_its_province():
    for province in divisions.provinces():
        for code, place in divisions.counties_of(province.code):
            assert divisions.name_of(code) == province.name + place


def test_a_code_leads_to_its_province_and_its_names():
    assert divisions.province_of("150102") == "15"
    assert divisions.province_name("15") == "内蒙古自治区"
    assert divisions.province_name("15", "en") == "Inner Mongolia"
    with pytest.raises(KeyError):
        divisions.province_of("990101")


def test_without_a_language_names_are_chinese():
    assert divisions.name_of("330106", None) == "浙江省杭州市西湖区"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("330106", "浙江省杭州市"),
        ("110108", "北京市"),
        ("500230", "重庆市"),
        ("429004", "湖北省仙桃市"),
        ("441900", "广东省东莞市"),
    ],
)
def test_a_city_is_named_without_its_counties(code, name):
    assert divisions.city_name(code) == name


@pytest.mark.parametrize(
    ("text", "spell"),
    [
        ("[1983-2021]下城区", (1983, 2021, "下城区")),
        ("[-2021]下城区", (None, 2021, "下城区")),
        ("[1983-]下城区", (1983, None, "下城区")),
        ("下城区", (None, None, "下城区")),
    ],
)
def test_a_name_is_read_with_its_years_and_an_open_end_is_none(text, spell):
    assert divisions.read_spell(text) == spell


def test_an_empty_name_is_refused():
    with pytest.raises(ValueError, match="Not a name"):
        divisions.read_spell("")


@pytest.mark.parametrize(("year", "is_held"), [(1982, False), (1983, True), (2020, True), (2021, False)])
def test_a_name_is_borne_from_its_first_year_to_the_one_before_its_end(year, is_held):
    assert divisions.Spell(1983, 2021, "下城区").held_in(year) is is_held
