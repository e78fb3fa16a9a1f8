"""Read a filing number on the command line."""

import json
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from filing_portal.base import clock
from providers import divisions
from registry import numbers

KEYS = ("valid", "number", "province", "county", "year", "block", "reason")


class Command(BaseCommand):
    help = "Read a filing number and print one line of JSON about it; the exit code is 0 for a valid number, else 1."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", metavar="TEXT", help="the number as printed or typed")

    def handle(self, *args: str, text: str, **options: object) -> None:
        """Print what the number says, without a database; exit with 1 for a number that is not valid."""
        findings = examine(text)
        self.stdout.write(json.dumps(findings, ensure_ascii=False))
        if not findings["valid"]:
            sys.exit(1)


def examine(text: str) -> dict[str, object]:
    """Return what the number says, or why it says nothing; of a number that was cut off its block is known."""
    try:
        number = numbers.read(text, clock.today())
    except numbers.Unreadable as error:
        return dict.fromkeys(KEYS) | {"valid": False, "block": error.details.get("block"), "reason": str(error)}
    return {
        "valid": True,
        "number": str(number),
        "province": divisions.province_name(number.province),
        "county": divisions.name_of(number.county),
        "year": number.year,
        "block": number.block,
        "reason": None,
    }
