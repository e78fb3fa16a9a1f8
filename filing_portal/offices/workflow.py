"""Appoint officers, give them other posts, close their accounts and open them again."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from filing_portal.accounts.models import User
from filing_portal.ledger.codes import Told, column
from filing_portal.ledger.models import Event
from filing_portal.ledger.workflow import record
from filing_portal.letters.workflow import post
from filing_portal.lifecycle import NotAllowedNow, hold, require_right
from filing_portal.offices.models import Office, Officer, Remark, Role


@transaction.atomic
def appoint(email: str, name: str, office: Office, role: Role, password: str, *, by: User | None) -> Officer:
    """Make an account with a post, which can sign in; `by` is None for the first administrator, made by command.

    Raises PermissionDenied, and ValidationError by field for an address that has an account, an empty name, or a
    password that is too weak.
    """
    officer = Officer(office=office, role=role)
    require_right(officer, "appoint", by=by)
    email = email.strip().lower()
    check(email, name, password)
    user = officer.user = User.objects.create_user(email, password, name=name.strip())
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    officer.save(force_insert=True)
    record(officer, "appoint", by=by, after=post_of(officer) | {"account": user.pk})
    return officer


def post_of(officer: Officer) -> dict[str, Told]:
    """Return the post as the ledger holds it: the codes of its office and its role."""
    return {"office": column(officer.office, "code"), "role": column(officer.role, "code")}


def check(email: str, name: str, password: str) -> None:
    """Raise ValidationError with every wrong field at once."""
    wrong: dict[str, list[str]] = {}
    try:
        validate_email(email)
    except ValidationError:
        wrong["email"] = [_("Enter an e-mail address in the form name@example.cn.")]
    else:
        if sentence := taken(email):
            wrong["email"] = [sentence]
    if not name.strip():
        wrong["name"] = [_("Enter the officer's name.")]
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        wrong["password"] = error.messages
    if wrong:
        raise ValidationError(wrong)


def taken(email: str) -> str:
    """Return why an officer cannot have this address, or "" when it is free."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        return ""
    if user.post:
        return _("An officer has this address already: %(role)s, %(office)s.") % {
            "role": user.post.role,
            "office": user.post.office,
        }
    return _("An account has this address already. An officer needs an address of their own.")


@transaction.atomic
def deactivate(officer_id: int, *, by: User, note: str) -> Officer:
    """Close the officer's account, which is signed out at the next click; what they decided stays theirs.

    Raises NotAllowedNow for one's own account and for one that is closed, PermissionDenied, and ValidationError
    without a note.
    """
    refuse_own(officer_id, "deactivate", by, _("You cannot close your own account. Ask another administrator."))
    return switch(officer_id, "deactivate", is_active=False, by=by, note=note)


@transaction.atomic
def reactivate(officer_id: int, *, by: User, note: str) -> Officer:
    """Open the officer's account again, with the password as it was. Raises what `deactivate` raises."""
    return switch(officer_id, "reactivate", is_active=True, by=by, note=note)


@transaction.atomic
def transfer(officer_id: int, office: Office, role: Role, *, by: User, note: str) -> Officer:
    """Give the officer another post, of which the next click knows; what they decided stays theirs.

    Raises PermissionDenied, also for an office that `by` does not reach, NotAllowedNow for one's own post and for one
    that is the same, Gone, and ValidationError without a note.
    """
    refuse_own(officer_id, "transfer", by, _("You cannot change your own post. Ask another administrator."))
    officer: Officer = hold(Officer, officer_id, "transfer", by=by)
    require_right(Officer(office=office, role=role), "transfer", by=by)
    require(note)
    if (officer.office, officer.role) == (office, role):
        raise NotAllowedNow(officer, "transfer", _("The officer has this post already. Choose another office or role."))
    before = post_of(officer)
    officer.office, officer.role = office, role
    officer.save(update_fields=["office", "role"])
    explain(record(officer, "transfer", by=by, before=before, after=post_of(officer)), officer, note)
    return officer


@transaction.atomic
def send_password_letter(officer_id: int, *, by: User) -> Officer:
    """Send the officer a letter that leads to the page on which they choose a new password themselves.

    The page sends a code to their own address; the password they have stays until then. Twice called sends two letters.
    Raises Gone, PermissionDenied, and NotAllowedNow for a closed account.
    """
    officer: Officer = hold(Officer, officer_id, "send_password_letter", by=by)
    if not officer.user.is_active:
        sentence = _("The account is closed. Open it again first.")
        raise NotAllowedNow(officer, "send_password_letter", sentence)
    event = record(officer, "send_password_letter", by=by)
    with override(settings.LANGUAGE_CODE):
        page = reverse("account_reset_password")
    post("new_password", to=[officer.user], key=str(event.pk), url=page, asking=by.post.office)
    return officer


def refuse_own(officer_id: int, verb: str, by: User, sentence: str) -> None:
    """Raise NotAllowedNow for the post of the administrator who acts."""
    if by.post.pk == officer_id:
        raise NotAllowedNow(by.post, verb, sentence)


def require(note: str) -> None:
    """Raise ValidationError unless the note says something."""
    if not note.strip():
        raise ValidationError(_("Say why: it stays on record."))


def explain(event: Event, officer: Officer, note: str) -> None:
    """Keep why it was done beside its event, which holds no words."""
    Remark.objects.create(event=event, officer=officer, text=note.strip())


def switch(officer_id: int, verb: str, *, is_active: bool, by: User, note: str) -> Officer:
    """Open or close the account and record it. Raises what `deactivate` raises."""
    officer: Officer = hold(Officer, officer_id, verb, by=by)
    require(note)
    if officer.user.is_active == is_active:
        state = _("open") if is_active else _("closed")
        raise NotAllowedNow(officer, verb, _("The account is %(state)s already.") % {"state": state})
    officer.user.is_active = is_active
    officer.user.save(update_fields=["is_active"])
    event = record(officer, verb, by=by, before={"is_active": not is_active}, after={"is_active": is_active})
    explain(event, officer, note)
    return officer
