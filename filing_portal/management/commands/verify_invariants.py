"""Ask the database whether every invariant holds."""

import sys
import time
from typing import Any

from django.core.management import BaseCommand
from django.db import transaction

from filing_portal.base.invariant import ask, collected


class Command(BaseCommand):
    help = "Asks the database whether what must hold at every moment holds; ends with 1 where it does not."

    def handle(self, **options: Any) -> None:
        broken = 0
        for invariant in collected():
            begun = time.monotonic()
            with transaction.atomic():
                found = ask(invariant)
            broken += bool(found.breaches)
            seconds = time.monotonic() - begun
            verdict = "ok    " if not found.breaches else "BROKEN"
            self.stdout.write(
                f"{verdict} {invariant.name}: {found.rows} rows, {found.breaches} violations ({seconds:.1f} s)"
            )
            for example in found.examples:
                self.stdout.write(f"         {example}")
            self.stdout.flush()
        if broken:
            sys.exit(1)
