"""Draw the states of every noun, or check the drawings."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from filing_portal.ledger.wording import nouns
from filing_portal.management.diagrams import page

FOLDER = settings.BASE_DIR / "docs" / "states"


class Command(BaseCommand):
    help = "Draws the states of every noun from its MOVES, as docs/states/<model>.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a file differs")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write the pages and remove those of nouns that are gone; with `check` name what differs and end with 1."""
        pages = {FOLDER / f"{noun._meta.model_name}.md": page(noun) for noun in nouns()}
        outdated = [path for path, text in pages.items() if not path.exists() or path.read_text() != text]
        left_over = [path for path in sorted(FOLDER.glob("*.md")) if path not in pages]
        if check:
            for path in outdated + left_over:
                self.stderr.write(f"{path.relative_to(settings.BASE_DIR)} is not what MOVES says: run state_diagrams.")
            sys.exit(bool(outdated or left_over))
        for path in outdated:
            path.write_text(pages[path])
        for path in left_over:
            path.unlink()
        self.stdout.write(f"{len(pages)} pages, {len(outdated)} written, {len(left_over)} removed: {FOLDER}")
