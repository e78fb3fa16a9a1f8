"""Run the portal on this machine."""

import os
from io import StringIO
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandParser, call_command
from django.db import connections

from demo.accounts import ACCOUNTS, PASSWORD, told
from local import launcher
from local.default import share

LINE = "─" * 64


class Command(BaseCommand):
    help = "Run the portal on this machine: PostgreSQL, Valkey, web, worker and beat, until Ctrl-C."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--with-parent", action="store_true", help="stop when the process that started this ends")

    def handle(self, *, with_parent: bool, **options: Any) -> None:
        self.in_background = launcher.is_in_background()
        launcher.listen_to_signals(with_parent)
        try:
            self.run(launcher.Portal(share.place.state, launcher.port_from(os.environ.get("PORT") or "8000")))
        except KeyboardInterrupt:
            self.stdout.write("Everything has stopped; your data is kept.")

    def run(self, portal: launcher.Portal) -> None:
        """Run the portal until somebody stops it or a part of it ends; then stop all of it."""
        try:
            portal.claim()
            self.prepare_database()
            self.say("Starting web, worker and beat …")
            portal.start()
            self.greet(portal)
            portal.watch()
        finally:
            launcher.ignore_signals()
            portal.stop()
            share.leave()

    def prepare_database(self) -> None:
        """Start the servers, bring the tables up to date, and fill a local database without accounts with the demo."""
        share.join()
        self.say("Preparing the database …")
        call_command("migrate", interactive=False, verbosity=0)
        if settings.IS_DEMO and not get_user_model().objects.exists():
            self.say("Filling the database with the demo (演示数据) …")
            call_command("seed_demo", force=True, stdout=StringIO())  # beside a published list as well
        self.has_demo = holds_demo()
        connections.close_all()

    def greet(self, portal: launcher.Portal) -> None:
        """Say where the portal is and who may sign in, in both languages."""
        if self.has_demo:
            self.say(f"\n{told(PASSWORD, portal.address)}")
        lines = [
            f"The portal runs at / 平台首页      {portal.address}",
            f"Review console / 审核后台          {portal.address}/console/",
            f"Letters and codes / 信件和验证码   {portal.address}/outbox/",
            f"Logs / 日志                        {portal.logs}",
            self.how_to_stop(),
        ]
        if not settings.SHOWS_OUTBOX:
            del lines[2]
        self.say("\n".join(["", LINE, *(f"  {line}" for line in lines), LINE]))

    def how_to_stop(self) -> str:
        """Return how to stop the portal; in a script's background make hears no SIGINT, but this process does."""
        stop, press = (f"kill {os.getpid()}", "执行") if self.in_background else ("Ctrl-C", "按")
        return f"{stop} stops it / {press} {stop} 停止"

    def say(self, line: str) -> None:
        """Print a line at once, also into a pipe."""
        self.stdout.write(line)
        self.stdout.flush()


def holds_demo() -> bool:
    """Tell whether the demo's accounts are in the database, with the password that is said of them."""
    first = get_user_model().objects.filter(email=ACCOUNTS[0].email).first()
    return first is not None and first.check_password(PASSWORD)
