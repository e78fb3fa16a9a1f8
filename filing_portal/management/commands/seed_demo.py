import re
import secrets
import time
from contextlib import nullcontext
from datetime import date

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.demo import letters
from filing_portal.demo.accounts import ACCOUNTS, PASSWORD, told
from filing_portal.demo.mass import Mass
from filing_portal.demo.parties import MAIL
from filing_portal.demo.script import Script
from filing_portal.demo.seed import Seeding
from filing_portal.demo.tables import rebuilt_afterwards
from providers.models import Provider
from registry.models import Entry

SMALL = "small"
UNITS = {"": 1, "k": 1_000, "m": 1_000_000}
REBUILT_FROM = 20_000


def parse_size(text: str) -> int:
    """Return the number of filings meant by “small”, “10k”, “1m” or a plain number; small is 0."""
    if text == SMALL:
        return 0
    found = re.fullmatch(r"([1-9]\d*)([km]?)", text.lower())
    if not found:
        raise CommandError(f"--size is {text!r}. Give small, a number of filings, or one like 10k or 1m.")
    return int(found[1]) * UNITS[found[2]]


class Command(BaseCommand):
    help = "Fills the database with made-up providers, filings, entries and inspections (演示数据)."

    def add_arguments(self, parser):
        parser.add_argument("--size", default=SMALL, help="small (default), or a number of filings: 10k, 1m, 25000")
        parser.add_argument("--seed", type=int, default=1, help="the same seed and day make the same rows")
        parser.add_argument("--on", type=date.fromisoformat, help="the day the history leads up to; default: today")
        parser.add_argument("--force", action="store_true", help="also beside real rows, and in production")

    def handle(self, *, size: str, seed: int, on: date | None, force: bool, **options):
        number = parse_size(size)
        is_new = not User.objects.filter(email=ACCOUNTS[0].email).exists()
        if not is_new and not number:
            self.stdout.write("The demo is there already; nothing was changed.")
            return
        if not force:
            refuse_real_rows()
        begun = time.monotonic()
        password = secrets.token_urlsafe(12) if settings.PRODUCTION else PASSWORD
        self.fill(number, seed, on or clock.today(), password if is_new else None)
        self.stdout.write(f"Written in {time.monotonic() - begun:.0f} s.")
        if is_new:
            self.stdout.write(f"\n{told(password)}")

    @transaction.atomic
    def fill(self, number: int, seed: int, on: date, password: str | None) -> None:
        seeding = Seeding(seed, on)
        with rebuilt_afterwards(seeding.tables) if number >= REBUILT_FROM else nullcontext():
            script = Script(password) if password else None
            seeding.run([history for history in (script, Mass(number, self.say) if number else None) if history])
        if script:
            letters.write(script.stories)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def refuse_real_rows() -> None:
    """Raise a sentence unless this is a place for made-up data."""
    if settings.PRODUCTION:
        raise CommandError("This is production: made-up data do not belong here. If you mean it, add --force.")
    real = {
        "providers": Provider.objects.exclude(memberships__user__email__endswith=f"@{MAIL}"),
        "accounts": User.objects.exclude(email__endswith=f"@{MAIL}"),
        "entries": Entry.objects.filter(source=Entry.Source.IMPORTED),  # the made-up ones are issued
    }
    if found := [name for name, rows in real.items() if rows.exists()]:
        names = " and ".join(found)
        raise CommandError(f"This database holds real {names}. To put made-up rows beside them, add --force.")
