import argparse
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path
from statistics import median

from filing_portal.servers import throwaway


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Cost of the main pages and of numbering."
    )
    parser.add_argument("--filings", default="10k", help="how many filings: 10k (default), 100k, 1m …")
    parser.add_argument("--decisions", type=int, default=4, help="how many decisions of each kind are timed")
    options = parser.parse_args()
    prepare()
    fill(options.filings)
    show_pages()
    show_numbering(options.decisions)


def prepare() -> None:
    """Django runs on servers of its own that go with this process."""
    os.environ.pop("EMAIL_HOST", None)
    os.environ |= {"PORTAL_ENV": "local", "DJANGO_SETTINGS_MODULE": "filing_portal.settings"}
    for variable in ("DATABASE_URL", "REDIS_URL"):
        os.environ.pop(variable, None)
    throwaway.provide()
    warnings.filterwarnings("ignore", message="No directory at")  # collected static files are for production
    import django
    from django.conf import settings

    settings.ROOT_URLCONF = "benchmarks.urls"
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.LOGGING["root"]["level"] = "ERROR"
    django.setup()


def fill(filings: str) -> None:
    from django.core.management import call_command

    from filing_portal import invariants
    from filing_portal.ledger.models import Event
    from filings.models import Filing

    call_command("migrate", verbosity=0)
    begun = time.monotonic()
    call_command("seed_demo", "--size", filings, stdout=sys.stderr)
    seeded = time.monotonic()
    broken = [invariant.name for invariant in invariants.ALL if invariants.ask(invariant).breaches]
    verified = time.monotonic()
    print(
        f"{Filing.objects.count():,} filings with {Event.objects.count():,} events: seeded in {seeded - begun:.0f} s,"
    )
    print(f"{len(invariants.ALL)} invariants verified in {verified - seeded:.1f} s, broken: {broken or 'none'}\n")


def show_pages() -> None:
    from benchmarks.reading import demo_world, read_all
    from benchmarks.urls import RULES
    from filing_portal import access

    access.PAGES |= RULES
    print(f"{'page':<52} {'queries':>7} {'ms':>8} {'× empty':>8}")
    for page, status, queries, milliseconds, ratio in read_all(demo_world()):
        note = "" if status == page.status else f"  answered {status}"
        print(f"{page.who + ' ' + page.label:<52} {queries:>7} {milliseconds:>8.1f} {ratio:>8.1f}{note}", flush=True)


def show_numbering(decisions: int) -> None:
    from benchmarks.numbering import measure, worker_and_beat
    from benchmarks.reading import demo_world

    print("\nSeconds from the decision until the number is public:")
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as state, worker_and_beat(Path(state)):
        for what, seconds in measure(demo_world().reviewer, decisions).items():
            print(f"  {what:<18} median {median(seconds):.2f}, longest {max(seconds):.2f} ({len(seconds)} decisions)")


if __name__ == "__main__":
    main()
