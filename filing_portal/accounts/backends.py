from allauth.account.auth_backends import AuthenticationBackend

from filing_portal.accounts.models import User


class AccountBackend(AuthenticationBackend):
    """allauth's sign-in; who comes back with a session is read together with the officer's post, in one query."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.select_related("officer__office", "officer__role").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
