"""A deadline from the command line, the same as from the API. It starts no server."""

import json
from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import override

from filing_portal.base.clock import read_day
from filing_portal.terms.deadline_json import deadline_json
from filing_portal.terms.limits import read_length
from filing_portal.terms.workflow import calendar
from filing_portal.workdays.calendar import Calendar

SHIPPED = "No database runs: counted by the calendar that ships with the portal."


class Command(BaseCommand):
    help = (
        "Work out the due day of so many working days after a day, which is not counted itself, and print one line of "
        "JSON about it. The exit code is not 0 when the input is wrong. Where the servers of this checkout would have "
        "to be started first, it counts by the calendar that ships with the portal, and says so on standard error."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("start", metavar="START", help="the starting day, such as 2026-09-22")
        parser.add_argument("working_days", metavar="WORKING_DAYS", help="the number of working days, such as 10")
        parser.add_argument(
            "--backward", action="store_true", help="count back from START, for example from the day a service ends"
        )

    def handle(self, *args: str, start: str, working_days: str, backward: bool, **options: object) -> None:
        """Print the answer, the same as that of /api/v1/deadline."""
        with override("en"):
            try:
                told = deadline_json(read_day(start), read_length(working_days), self.calendar(), is_backward=backward)
            except ValidationError as error:
                raise CommandError(error.messages[0]) from error
            except ValueError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(told, ensure_ascii=False))

    def calendar(self) -> Calendar:
        """Return the calendar in force; the shipped one where asking the database would start a server."""
        # Only the backend of a checkout's own servers can be without them.
        if getattr(connection, "is_running", lambda: True)():
            return calendar()
        self.stderr.write(SHIPPED)
        return Calendar.as_shipped()
