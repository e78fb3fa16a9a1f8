"""Run the benchmarks on throw-away servers: `python -m benchmarks`."""

import argparse
import os
import sys
import tempfile
import time
import warnings
from pathlib import Path
from statistics import median

from local import throwaway


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Cost of the main pages and of numbering."
    )
    parser.add_argument("--filings", default="10k", help="how many filings: 10k (default), 100k, 1m …")
    parser.add_argument("--terms", default="1m", help="how many open terms are worked out again: 1m (default), 100k …")
    parser.add_argument("--only", choices=["terms"], help="measure this part alone, on an empty database")
    parser.add_argument("--decisions", type=int, default=4, help="how many decisions of each kind are timed")
    options = parser.parse_args()
    prepare()
    if options.only != "terms":
        fill(options.filings)
        show_pages()
        show_numbering(options.decisions)
    show_provisional()
    show_terms(options.terms)


def prepare() -> None:
    """Set Django up on throw-away servers that stop with this process."""
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

    from filing_portal.base.invariant import ask, collected
    from filing_portal.ledger.models import Event
    from filings.models import Filing

    call_command("migrate", verbosity=0)
    begun = time.monotonic()
    call_command("seed_demo", "--size", filings, stdout=sys.stderr)
    seeded = time.monotonic()
    broken = [invariant.name for invariant in collected() if ask(invariant).breaches]
    verified = time.monotonic()
    print(
        f"{Filing.objects.count():,} filings with {Event.objects.count():,} events: seeded in {seeded - begun:.0f} s,"
    )
    print(f"{len(collected())} invariants verified in {verified - seeded:.1f} s, broken: {broken or 'none'}\n")


def show_pages() -> None:
    from benchmarks.reading import demo_world, read_all

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


def show_provisional() -> None:
    from benchmarks import provisional

    found, lengths = provisional.replay(), provisional.limits()
    limits = ", ".join(f"{length.working_days}{' back' * length.is_backward}" for length in lengths)
    first, last = provisional.YEARS[0], provisional.YEARS[-1]
    print(f"\nProvisional due days of {first} to {last}, each year as known before its notice, held to the notice,")
    print(f"for {found.pairs:,} pairs of a starting day and a limit ({limits} working days):")
    print(f"  {found.wrong / found.pairs:.1%} wrong, {found.wrong_before / found.pairs:.1%} without article 6")


def show_terms(size: str) -> None:
    from django.core.management import call_command

    from benchmarks import terms
    from demo.management.commands.seed_demo import parse_size
    from providers.models import Provider

    call_command("migrate", verbosity=0)
    if not Provider.objects.exists():
        call_command("seed_demo", stdout=sys.stderr)
    counting, number, runs = terms.count_terms(), parse_size(size), []
    print(f"\n{terms.LENGTH} working days from each of {terms.STARTS} days, in the middle:")
    print(f"  by bisect {counting.ours * 1e6:.2f} µs, chinesecalendar.find_workday {counting.theirs * 1e6:.0f} µs:")
    print(f"  {counting.times:,.0f} times as fast (at least 500)")
    print(f"\n{number:,} open terms worked out again after a release that moves one in {terms.ONE_IN}:")
    for run in terms.move_terms(number):
        runs.append(run)
        took = f"{run.recomputed:.2f} s, a bare UPDATE of the same rows {run.bare:.2f} s"
        print(f"  {run.moved:,} moved in {took}: × {run.times:.1f}", flush=True)
    alone, queued = (median(run.times for run in half) for half in (runs[: len(runs) // 2], runs[len(runs) // 2 :]))
    print(f"  in the middle × {alone:.1f} for terms alone, × {queued:.1f} with their filings in the queue", end="")
    print(" (at most 3 for a million);")
    print(f"  a bare UPDATE of all open terms takes {terms.bare_update_of_all():.1f} s")
    if counting.times < 500 or (number >= 1_000_000 and max(alone, queued) > 3):
        sys.exit("The clock has become slower than it promises.")


if __name__ == "__main__":
    main()
