"""The notices, days and rules that every database starts with, read from the files in data/."""

import csv
from collections.abc import Iterator
from datetime import date
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


class RuleRow(NamedTuple):
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


def rules() -> list[RuleRow]:
    """Return the time limits."""
    return [
        RuleRow(
            row["code"],
            int(row["working_days"]) if row["working_days"] else None,
            row["article"],
            row["is_law"] == "yes",
            date.fromisoformat(row["valid_from"]),
        )
        for row in _rows("rules.csv")
    ]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
