import os
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from filing_portal.servers import launcher
from filing_portal.servers.binaries import Unavailable
from filing_portal.servers.default import share

LINE = "─" * 64


class Command(BaseCommand):
    help = "Run the portal on this machine: PostgreSQL, Valkey, web, worker and beat, until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--with-parent", action="store_true", help="stop when the process that started this ends")

    def handle(self, *, with_parent, **options):
        if settings.PRODUCTION:
            raise CommandError("`run` is for one machine of your own. In production start web, worker and beat apart.")
        launcher.listen_to_signals(with_parent)
        try:
            port = launcher.port_from(os.environ.get("PORT") or "8000")
            self.run(launcher.Portal(settings.BASE_DIR, port))
        except (launcher.CannotRun, Unavailable) as reason:
            raise CommandError(str(reason)) from reason
        except launcher.Stopped:
            self.stdout.write("Everything has stopped; your data is kept.")

    def run(self, portal):
        """The portal runs until somebody stops it or a part of it ends; then all of it has stopped."""
        try:
            portal.claim()
            self.prepare_database(portal)
            self.say("Starting web, worker and beat …")
            portal.start()
            self.greet(portal)
            portal.watch()
        finally:
            launcher.ignore_signals()
            portal.stop()
            share.leave()

    def prepare_database(self, portal):
        """The servers run, the tables are there, an empty local database holds the demo."""
        share.join()
        self.say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
        if settings.IS_DEMO and not get_user_model().objects.exists():
            self.say("Filling the empty database with the demo (演示数据) …")
            with self.accounts_note(portal).open("w") as note:
                call_command("seed_demo", stdout=note)
        connections.close_all()

    def accounts_note(self, portal):
        """Return the file that holds what seed_demo said of its accounts, to be said again at each start."""
        return portal.state / f"demo-{sha256(settings.DATABASE_URL.encode()).hexdigest()[:12]}.txt"

    def greet(self, portal):
        if self.accounts_note(portal).exists():
            self.say(self.accounts_note(portal).read_text())
        self.say(f"\n{LINE}\n  The portal runs at {portal.address}\n  Ctrl-C stops it. Logs: {portal.logs}\n{LINE}")

    def say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
