import io

import pytest
from django.core.management import CommandError, call_command

from filing_portal.offices.models import Officer
from filing_portal.tests.factories import make_officer

pytestmark = pytest.mark.django_db


def create(monkeypatch, email="admin@example.cn", office="00", role="system_administrator", password="a long password"):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    out = io.StringIO()
    call_command("create_officer", email, office=office, role=role, name="王管理", password_stdin=True, stdout=out)
    return out.getvalue()


def test_the_first_administrator_is_made_and_can_sign_in(monkeypatch, client):
    assert "admin@example.cn" in create(monkeypatch)
    client.post("/accounts/login/", {"login": "admin@example.cn", "password": "a long password"})
    assert client.get("/console/").status_code == 200


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"office": "99"}, "There is no office '99'. Choose one of: 00, 11,"),
        ({"role": "boss"}, "There is no role 'boss'. Choose one of: auditor, reviewer, system_administrator."),
        ({"password": "short"}, ""),
        ({"email": "admin"}, ""),
    ],
)
def test_a_wrong_argument_is_a_sentence_and_makes_nobody(monkeypatch, wrong, sentence):
    with pytest.raises(CommandError) as error:
        create(monkeypatch, **wrong)
    assert str(error.value).startswith(sentence)
    assert not Officer.objects.exists()


def test_run_twice_there_is_one_officer(monkeypatch):
    create(monkeypatch)
    with pytest.raises(CommandError):
        create(monkeypatch)
    assert Officer.objects.count() == 1


def test_without_a_terminal_it_asks_for_the_option(monkeypatch):
    make_officer()
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(CommandError) as error:
        call_command("create_officer", "a@example.cn", office="00", role="auditor", name="审计")
    assert "--password-stdin" in str(error.value)
