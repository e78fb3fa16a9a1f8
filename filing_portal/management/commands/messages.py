"""Bring the Chinese message catalogue up to date."""

from typing import Any

from django.core.management.base import BaseCommand

from filing_portal.management import translations as catalogue


class Command(BaseCommand):
    help = "Brings the Chinese message catalogue up to date with the sources."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        messages, untranslated = catalogue.update()
        self.stdout.write(f"{messages} messages, {untranslated} without a translation: {catalogue.PO}")
