import sys
import time

from django.core.management import BaseCommand
from django.db import transaction

from filing_portal.base.invariant import ask, collected


class Command(BaseCommand):
    help = "Asks the database whether what must hold at every moment holds; ends with 1 where it does not."

    def handle(self, **options):
        broken = 0
        for invariant in collected():
            begun = time.monotonic()
            with transaction.atomic():
                answer = ask(invariant)
            broken += bool(answer.breaches)
            seconds = time.monotonic() - begun
            verdict = "ok    " if not answer.breaches else "BROKEN"
            self.stdout.write(
                f"{verdict} {invariant.name}: {answer.rows} rows, {answer.breaches} violations ({seconds:.1f} s)"
            )
            for example in answer.examples:
                self.stdout.write(f"         {example}")
            self.stdout.flush()
        if broken:
            sys.exit(1)
