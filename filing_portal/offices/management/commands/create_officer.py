"""Make an officer's account from the command line, the first administrator's too."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from filing_portal.offices.models import Office, Role
from filing_portal.offices.workflow import appoint

M = TypeVar("M", Office, Role)


class Command(BaseCommand):
    help = "Make an account for an officer, who can sign in to the console at once. Asks for the password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL", help="the address the officer signs in with")
        parser.add_argument("--office", required=True, help="two-digit province code, 00 for the national office")
        parser.add_argument("--role", required=True, help="code of a role: reviewer, auditor, system_administrator")
        parser.add_argument("--name", required=True, help="the officer's name as colleagues and the ledger see it")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read the password from the first line of standard input"
        )

    def handle(self, *args: str, email: str, office: str, role: str, name: str, **options: object) -> None:
        """Appoint the officer. Raises CommandError with what is wrong; then nothing was made."""
        of_office, of_role = find(Office, office), find(Role, role)
        password = self.password(bool(options["password_stdin"]))
        try:
            officer = appoint(email, name, of_office, of_role, password, by=None)
        except ValidationError as wrong:
            raise CommandError("\n".join(wrong.messages)) from wrong
        self.stdout.write(f"{officer} <{officer.user.email}>: {officer.role}, {officer.office}")

    def password(self, from_stdin: bool) -> str:
        """Return the password as it is typed, twice, or the first line of standard input."""
        if from_stdin:
            return sys.stdin.readline().rstrip("\r\n")
        if not sys.stdin.isatty():
            raise CommandError("There is no terminal to ask for the password: use --password-stdin.")
        password = getpass("Password: ")
        if getpass("The same password again: ") != password:
            raise CommandError("The two passwords differ. Nothing was made: try again.")
        return password


def find(model: type[M], code: str) -> M:
    """Return the office or role of this code. Raises CommandError that names the codes there are."""
    row = model.objects.filter(code=code).first()
    if row is None:
        codes = ", ".join(model.objects.order_by("code").values_list("code", flat=True))
        raise CommandError(f"There is no {model._meta.model_name} {code!r}. Choose one of: {codes}.")
    return row
