"""Print the census as JSON."""

import json
from typing import Any

from django.core.management import BaseCommand

from filing_portal.frame.census import census


class Command(BaseCommand):
    help = "Prints one line of JSON: the rows of every model, and of each choice of its fields that have choices."

    def handle(self, **options: Any) -> None:
        self.stdout.write(json.dumps(census(), ensure_ascii=False))
