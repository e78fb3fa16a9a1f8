"""Provinces and counties by GB/T 2260 code: python-stdnum's table, corrected and extended by data/divisions.csv."""

import csv
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from stdnum import numdb

OVERLAY = Path(__file__).parent / "data" / "divisions.csv"
# "[1983-2021]下城区": the years between which the code bore the name; an open end means today.
SPELL = re.compile(r"(?:\[(\d*)-(\d*)\])?(.+)")
# Cities that have no counties: the code of the prefecture itself is registered.
CITIES_WITHOUT_COUNTIES = frozenset({"441900", "442000", "460400", "620200"})
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
# Groupings of the code, not places.
NOT_PLACES = frozenset({"市辖区", "县", "市", "林区", "省直辖行政单位", "省直辖县级行政单位", "自治区直辖县级行政单位"})


class Province(NamedTuple):
    """A province, autonomous region or municipality: two-digit code, character in filing numbers, names."""

    code: str
    glyph: str
    name: str
    name_en: str


class Spell(NamedTuple):
    """The years a code bore a name: `since` is included, `until` is not; None means always or still."""

    since: int | None
    until: int | None
    name: str

    def held_in(self, year: int) -> bool:
        """Tell whether the code bore the name in this year."""
        return (self.since is None or self.since <= year) and (self.until is None or year < self.until)


PROVINCES = tuple(
    Province(*row.split())
    for row in """
        11 京 北京市 Beijing
        12 津 天津市 Tianjin
        13 冀 河北省 Hebei
        14 晋 山西省 Shanxi
        15 蒙 内蒙古自治区 Inner_Mongolia
        21 辽 辽宁省 Liaoning
        22 吉 吉林省 Jilin
        23 黑 黑龙江省 Heilongjiang
        31 沪 上海市 Shanghai
        32 苏 江苏省 Jiangsu
        33 浙 浙江省 Zhejiang
        34 皖 安徽省 Anhui
        35 闽 福建省 Fujian
        36 赣 江西省 Jiangxi
        37 鲁 山东省 Shandong
        41 豫 河南省 Henan
        42 鄂 湖北省 Hubei
        43 湘 湖南省 Hunan
        44 粤 广东省 Guangdong
        45 桂 广西壮族自治区 Guangxi
        46 琼 海南省 Hainan
        50 渝 重庆市 Chongqing
        51 川 四川省 Sichuan
        52 贵 贵州省 Guizhou
        53 云 云南省 Yunnan
        54 藏 西藏自治区 Xizang
        61 陕 陕西省 Shaanxi
        62 甘 甘肃省 Gansu
        63 青 青海省 Qinghai
        64 宁 宁夏回族自治区 Ningxia
        65 新 新疆维吾尔自治区 Xinjiang
    """.strip().splitlines()
)
BY_CODE = {row.code: row._replace(name_en=row.name_en.replace("_", " ")) for row in PROVINCES}
# Numbers are printed with either character of these two provinces.
SECOND_GLYPHS = {"黔": "52", "滇": "53"}
CODE_OF_GLYPH = {row.glyph: row.code for row in PROVINCES} | SECOND_GLYPHS


def provinces() -> list[Province]:
    """Return the provinces in the order of their codes."""
    return list(BY_CODE.values())


def province_of(code: str) -> str:
    """Return the two-digit code of the province a county code lies in. Raises KeyError when there is none."""
    return BY_CODE[code[:2]].code


def province_name(province: str, language: str | None = "zh-hans") -> str:
    """Return the name of a province by its two-digit code."""
    row = BY_CODE[province]
    return row.name_en if _is_english(language) else row.name


def ever_existed(code: str) -> bool:
    """Tell whether the six-digit code is or was one of GB/T 2260."""
    return code in _spells()


def is_current(code: str) -> bool:
    """Tell whether a provider can be registered under the code today: a county, or a city without counties."""
    spells = _spells().get(code)
    if spells is None or spells[-1].until is not None or code[:2] not in BY_CODE:
        return False
    return code in CITIES_WITHOUT_COUNTIES or (code[4:] != "00" and spells[-1].name not in NOT_PLACES)


@cache
def counties_of(province: str) -> list[tuple[str, str]]:
    """Return the (code, name with prefecture) pairs of the province one can register under today, by code."""
    return [(code, _place(code)) for code in sorted(_spells()) if code[:2] == province and is_current(code)]


def name_of(code: str, language: str | None = "zh-hans") -> str:
    """Return the full name: "浙江省杭州市西湖区", or in English "Zhejiang 杭州市西湖区".

    Raises KeyError for a code that never existed.
    """
    province = province_name(province_of(code), language)
    place = "" if code[2:] == "0000" else _place(code)
    return f"{province} {place}".strip() if _is_english(language) else province + place


def city_name(code: str, language: str | None = "zh-hans") -> str:
    """Return the name without the county: "浙江省杭州市"; a municipality is its own city."""
    prefecture = code[:4] + "00"
    if code[:2] in MUNICIPALITIES:
        return province_name(code[:2], language)
    if prefecture not in _spells() or _spells()[prefecture][-1].name in NOT_PLACES:
        return name_of(code, language)
    return name_of(prefecture, language)


def _is_english(language: str | None) -> bool:
    return language is not None and language.startswith("en")


def _place(code: str) -> str:
    """Return the name below the province: prefecture, where the code has a real one, and county."""
    county = _spells()[code][-1]
    prefecture = code[:4] + "00"
    if code == prefecture or prefecture not in _spells():
        return county.name
    above = _name_in(_spells()[prefecture], county.until)
    own = "" if county.name == "市辖区" else county.name
    return own if above in NOT_PLACES else above + own


def _name_in(spells: list[Spell], until: int | None) -> str:
    """Return the name borne in the last year before `until`; the latest one when no spell covers that year."""
    if until is None:
        return spells[-1].name
    return next((spell.name for spell in spells if spell.held_in(until - 1)), spells[-1].name)


@cache
def _spells() -> dict[str, list[Spell]]:
    """Return every code of the table with its names through time, the latest last."""
    table: dict[str, list[Spell]] = {}
    for _length, province, _high, _names, counties in numdb.get("cn/loc").prefixes:
        for _length, rest, _high, names, _children in counties:
            table[province + rest] = [read_spell(text) for text in names["county"].split(",")]
    with OVERLAY.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table[row["code"]] = [_spell(row["from"], row["until"], row["name"])]
    return table


def read_spell(text: str) -> Spell:
    """Return a spell of python-stdnum's table, written as "[1983-2021]下城区" or as the bare name.

    Raises ValueError for anything else.
    """
    found = SPELL.fullmatch(text)
    if found is None:
        raise ValueError(f"Not a name with its years: {text!r}.")
    return _spell(*found.groups())


def _spell(since: str | None, until: str | None, name: str) -> Spell:
    return Spell(int(since) if since else None, int(until) if until else None, name)
