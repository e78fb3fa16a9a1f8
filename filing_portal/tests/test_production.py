"""Production guesses nothing: what is missing, a default, or an embedded server stops it at the start."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

from filing_portal.tests.factories import PASSWORD, make_provider, owner_of

ROOT = Path(__file__).resolve().parent.parent.parent
COMPLETE = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "a-secret-of-this-test-Zx81-qwertzuiop-0123456789-ABCDEFGHIJKLMNOP-abcdef",
    "ALLOWED_HOSTS": "filing.example.org",
    "BASE_URL": "https://filing.example.org",
    "DATABASE_URL": "postgresql://portal:password@db.example.org:5432/portal",
    "REDIS_URL": "rediss://:password@redis.example.org:6379/0",
    "SEALING_KEYS": "one:c3RhbmQtaW4tb2YtbWFrZS1jaGVjay0zMi1ieXRlcyE=",
    "INDEX_KEY": "an-index-key-of-this-test",
    "OPERATOR_NAME": "测试运营单位",
    "OPERATOR_EMAIL": "portal@filing.example.org",
    "OPERATOR_PHONE": "010-00000000",
    "OPERATOR_ADDRESS": "北京市西城区测试路 1 号",
    "RETENTION_YEARS": "5",
    "LOG_RETENTION_MONTHS": "6",
}
DEFAULTS = {
    "SECRET_KEY": "local-only-secret-key-that-production-refuses-to-start-with",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
    "SEALING_KEYS": "local:bG9jYWwtb25seS1zZWFsaW5nLWtleS0zMi1ieXRlcyE=",
    "INDEX_KEY": "local-only-blind-index-key",
}


def run(*command, **changes):
    """Run Python with a production environment and nothing else of ours in it."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")}
    environment = kept | COMPLETE | {name: value for name, value in changes.items() if value is not None}
    for name in [name for name, value in changes.items() if value is None]:
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def deployed():
    """Return the variables of the example for servers, with the stand-ins that fill its gaps."""
    text = "".join((ROOT / "deploy" / name).read_text() for name in ("portal.env.example", "check.env"))
    lines = text.splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def settings(**changes):
    return run("-c", "import filing_portal.settings", **changes)


def test_the_deployment_check_has_no_warning():
    done = run("manage.py", "check", "--deploy", "--fail-level", "DEBUG")
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced).")


@pytest.mark.parametrize("name", [name for name in COMPLETE if name != "PORTAL_ENV"])
def test_it_does_not_start_without(name):
    done = settings(**{name: None})
    assert done.returncode == 1
    assert f"Set {name} in the environment: production accepts no default for it." in done.stderr


@pytest.mark.parametrize("name", DEFAULTS)
def test_it_does_not_start_with_the_default_of(name):
    done = settings(**{name: DEFAULTS[name]})
    assert done.returncode == 1
    assert f"Set {name} in the environment" in done.stderr


@pytest.mark.parametrize("seconds", ["0", "11", "60"])
def test_it_does_not_start_when_a_number_could_be_late(seconds):
    done = settings(SWEEP_SECONDS=seconds)
    assert done.returncode == 1
    assert "SWEEP_SECONDS is how long a filed service may wait for its number: set 1 to 10." in done.stderr


@pytest.mark.parametrize("seconds", ["1", "10"])
def test_it_starts_at_the_ends_of_the_allowed_sweep(seconds):
    assert settings(SWEEP_SECONDS=seconds).returncode == 0


@pytest.mark.parametrize(
    ("name", "least", "wrong"),
    [
        ("RETENTION_YEARS", 1, "0"),
        ("RETENTION_YEARS", 1, "five"),
        ("LOG_RETENTION_MONTHS", 6, "5"),  # the law asks for six months at least
    ],
)
def test_it_does_not_start_with_a_time_that_is_too_short_or_none(name, least, wrong):
    done = settings(**{name: wrong})
    assert done.returncode == 1
    assert f"{name} is {wrong!r}; set it to a whole number from {least} on." in done.stderr


@pytest.mark.parametrize("name", ["OPERATOR_NAME", "OPERATOR_EMAIL", "OPERATOR_PHONE", "OPERATOR_ADDRESS"])
def test_the_deployment_check_refuses_a_portal_that_names_no_contact(name):
    done = run("manage.py", "check", "--deploy", **{name: ""})
    assert done.returncode == 1
    assert f"Set {name} in the environment" in done.stderr


def test_it_does_not_start_with_the_default_key_behind_a_new_one():
    done = settings(SEALING_KEYS=f"{COMPLETE['SEALING_KEYS']},{DEFAULTS['SEALING_KEYS']}")
    assert done.returncode == 1
    assert "Set SEALING_KEYS in the environment" in done.stderr


@pytest.mark.parametrize(
    "servers",
    [
        {"DATABASE_URL": "postgresql://portal@%2Ftmp%2Fportal-root-0123456789ab:5432/portal"},
        {"REDIS_URL": "unix:///tmp/portal-root-0123456789ab/valkey.sock"},
    ],
    ids=["PostgreSQL", "Valkey"],
)
def test_it_does_not_start_on_embedded_servers(servers):
    done = settings(**servers)
    assert done.returncode == 1
    assert "Production needs servers of its own" in done.stderr


def test_an_environment_of_another_name_is_refused():
    done = settings(PORTAL_ENV="staging")
    assert done.returncode == 1
    assert "PORTAL_ENV is 'staging'" in done.stderr


LOAD_ALL = """
import django, sys
django.setup()
import filing_portal.urls, filing_portal.wsgi
from filing_portal.celery import app
app.loader.import_default_modules()
print(sorted(name for name in sys.modules if name.split(".")[0] in ("filing_portal", "local", "e2e")))
"""
ABSENT = """
import sys
class Absent:
    def find_spec(self, name, *_):
        if name.split(".")[0] in ("local", "e2e"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Absent())
"""


@pytest.mark.parametrize("before", ["", ABSENT], ids=["beside", "absent"])
def test_it_runs_without_the_tools_of_one_machine(before):
    done = run("-W", "ignore", "-c", before + LOAD_ALL, DJANGO_SETTINGS_MODULE="filing_portal.settings", **deployed())
    assert (done.returncode, done.stderr) == (0, "")
    loaded = ast.literal_eval(done.stdout)
    assert "filing_portal.schedule.tasks" in loaded
    assert [name for name in loaded if not name.startswith("filing_portal")] == []


def test_cookies_and_connections_are_for_https_alone():
    program = """
import filing_portal.settings as s
print(s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE, s.SECURE_SSL_REDIRECT,
      s.SECURE_HSTS_SECONDS > 0, s.SHOWS_OUTBOX, s.IS_DEMO)
"""
    assert run("-c", program).stdout.split() == "False True True True True True False False".split()


@pytest.mark.django_db
def test_behind_the_proxy_on_a_unix_socket_one_signs_in(settings):
    printed = run("-c", "import filing_portal.settings as s; print(s.ALLAUTH_TRUSTED_PROXY_COUNT)").stdout
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = int(printed)
    person = {"login": owner_of(make_provider()).email, "password": PASSWORD}
    behind = {"x-forwarded-for": "203.0.113.7"}
    response = Client().post("/accounts/login/", person, REMOTE_ADDR="", headers=behind)
    assert (response.status_code, response["Location"]) == (302, "/landing/")
