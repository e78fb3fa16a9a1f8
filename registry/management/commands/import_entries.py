"""Import a published list into the register from the command line."""

import hashlib
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from registry import imports
from registry.imports import Bad, Row
from registry.workflow import Tally, take_over

BATCH = 1000


class Command(BaseCommand):
    help = (
        "Take entries over from a published list: CSV with the columns number, service, provider and url, in UTF-8 or "
        "GB18030. Lines that cannot be taken are reported on stderr as `line N: reason`, the others are kept; running "
        "it again adds nothing. The ledger names the list by its SHA-256. The exit code is 0 when every line was "
        "taken, else 1."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.csv", type=Path)

    def handle(self, *args: str, file: Path, **options: object) -> None:
        """Import the file batch by batch, and exit with 1 when a line was refused. Raises CommandError.

        Each batch is a transaction, and a line taken before changes nothing: an interrupted import is run again.
        """
        total = Tally()
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error}") from error
        lines, sha256 = self.lines_of(file, data), hashlib.sha256(data).hexdigest()
        while batch := list(islice(lines, BATCH)):
            self.take(batch, sha256, total)
        counts = f"{total.added} added, {total.completed} completed, {total.unchanged} unchanged"
        self.stdout.write(f"{counts}, {len(total.refused)} refused.")
        if total.refused:
            sys.exit(1)

    def lines_of(self, file: Path, data: bytes) -> Iterator[Row | Bad]:
        """Yield the lines of the file. Raises CommandError for one that is no list."""
        try:
            yield from imports.read(data)
        except imports.Unusable as error:
            raise CommandError(f"{file}: {error}") from error

    def take(self, batch: list[Row | Bad], sha256: str, total: Tally) -> None:
        """Take the batch over and add its counts to `total`; write what was refused to stderr, in the file's order."""
        tally = take_over([row for row in batch if isinstance(row, Row)], sha256=sha256)
        refused = [row for row in batch if isinstance(row, Bad)] + tally.refused
        for bad in sorted(refused, key=lambda bad: bad.line):
            self.stderr.write(f"line {bad.line}: {bad.reason}")
        total.added += tally.added
        total.completed += tally.completed
        total.unchanged += tally.unchanged
        total.refused += refused
