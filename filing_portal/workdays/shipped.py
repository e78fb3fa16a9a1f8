"""The notices, days and limits that every database starts with, read from the files in data/."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"


class NoticeRow(NamedTuple):
    code: str
    year: int
    title: str
    published_on: date
    address: str


class DayRow(NamedTuple):
    """An arranged day; where a notice was amended, this is the final state."""

    date: date
    kind: str
    name: str
    notice: str


class FestivalRow(NamedTuple):
    """The festivals of a year whose dates move: by the lunar calendar, and Qingming by the sun."""

    year: int
    spring_festival: date
    qingming: date
    dragon_boat: date
    mid_autumn: date


class LimitRow(NamedTuple):
    code: str
    working_days: int | None
    article: str
    is_law: bool
    valid_from: date


def notices() -> list[NoticeRow]:
    """Return the State Council's notices, oldest first."""
    return [
        NoticeRow(row["notice"], int(row["year"]), row["title"], date.fromisoformat(row["published"]), row["address"])
        for row in _rows("notices.csv")
    ]


def days() -> list[DayRow]:
    """Return the holidays and make-up days."""
    return [
        DayRow(date.fromisoformat(row["date"]), row["kind"], row["name"], row["notice"]) for row in _rows("days.csv")
    ]


def superseded() -> list[DayRow]:
    """Return what the first notices said of days that a later one arranged otherwise."""
    return [
        DayRow(date.fromisoformat(row["date"]), row["kind"], row["name"], row["notice"])
        for row in _rows("superseded.csv")
    ]


def numbers() -> dict[str, str]:
    """Return the document numbers of the notices, by code."""
    return {row["notice"]: row["number"] for row in _rows("numbers.csv")}


@cache
def festivals() -> dict[int, FestivalRow]:
    """Return the moving festivals of 2019 to 2099, by year."""
    rows = (
        FestivalRow(int(row.pop("year")), **{name: date.fromisoformat(day) for name, day in row.items()})
        for row in _rows("festivals.csv")
    )
    return {row.year: row for row in rows}


def limits() -> list[LimitRow]:
    """Return the time limits."""
    return [
        LimitRow(
            row["code"],
            int(row["working_days"]) if row["working_days"] else None,
            row["article"],
            row["is_law"] == "yes",
            date.fromisoformat(row["valid_from"]),
        )
        for row in _rows("limits.csv")
    ]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
