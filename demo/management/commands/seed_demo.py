"""Fill the database with made-up data."""

import re
import secrets
import time
from datetime import date, timedelta
from itertools import chain, cycle, islice, repeat
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.db.models import F

from demo.accounts import ACCOUNTS, MAIL, PASSWORD, enter, told
from demo.copies import Copies
from demo.script import FIRST_DAY, parties, small
from demo.stage import OPENS, moment, tell
from filing_portal.accounts.models import User
from filing_portal.base import clock
from filing_portal.letters.models import Letter
from filing_portal.schedule.models import ScheduleRun
from filing_portal.terms import demo as versions
from filings.models import Filing
from filings.workflow import OPEN_DAY
from providers.models import Provider
from registry.models import Entry

SMALL = "small"
UNITS = {"": 1, "k": 1_000, "m": 1_000_000}
ENDED = 0.96  # the share of filings that are not under way any more


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

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", default=SMALL, help="small (default), or a number of filings: 10k, 1m, 25000")
        parser.add_argument("--on", type=date.fromisoformat, help="the day the history leads up to; default: today")
        parser.add_argument("--force", action="store_true", help="also beside real rows, and in production")

    def handle(self, *, size: str, on: date | None, force: bool, **options: Any) -> None:
        number = parse_size(size)
        is_new = not User.objects.filter(email=ACCOUNTS[0].email).exists()
        if not is_new and not number:
            self.stdout.write("The demo is there already; nothing was changed.")
            return
        if not force:
            refuse_real_rows()
        begun = time.monotonic()
        password = secrets.token_urlsafe(12) if settings.PRODUCTION else PASSWORD
        fill(number, on or clock.today(), password if is_new else None)
        self.stdout.write(f"Written in {time.monotonic() - begun:.0f} s.")
        if is_new:
            self.stdout.write(f"\n{told(password, settings.BASE_URL)}")


@transaction.atomic
def fill(number: int, on: date, password: str | None) -> None:
    """Tell the small demo if its accounts are to have this password, and add so many filings."""
    # What stands already is the seed, so that a second run adds others.
    rng = Random(Filing.objects.count())
    days = [FIRST_DAY + timedelta(n) for n in range((on - FIRST_DAY).days)]
    was_open = (ScheduleRun(name=OPEN_DAY, slot=day.isoformat(), started_at=moment(day)) for day in days)
    ScheduleRun.objects.bulk_create(was_open, ignore_conflicts=True)
    # The stories tell what the messages of the verbs would ask for: none is sent when this commits.
    messages = connection.run_on_commit[:]
    if password:
        users = {a.email: enter(a.email, a.name, moment(on), a.province, a.role, language=a.language) for a in ACCOUNTS}
        tell(small(rng, on, users), moment(on))
        with clock.at(moment(on - timedelta(1), OPENS)):
            versions.prepared(on, users[f"administrator@{MAIL}"])
        User.objects.filter(email__in=users).update(password=make_password(password))
    if number:
        multiply(number, rng, on)
    connection.run_on_commit = messages
    # An address of the demo gets no mail.
    Letter.objects.filter(email__endswith=f"@{MAIL}", sent_at=None).update(sent_at=F("created_at"))


def multiply(number: int, rng: Random, on: date) -> None:
    """Add so many filings, copies of the told ones; of those that still run, one a party, just enough to fill up."""
    copies = Copies(rng, on)
    told = copies.tell([words for words, _name in services] for _party, services in parties("many.csv"))
    ended, running = ([each for each in told if (each.filings > 1) is several] for several in (True, False))
    rounds = int(number * ENDED) // sum(each.filings for each in ended)
    left = number - rounds * sum(each.filings for each in ended)
    copies.write(chain(*(repeat(each, rounds) for each in ended), islice(cycle(running), left)))


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
