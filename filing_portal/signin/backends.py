"""Find the account of a session, and the permissions of an account."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db import models

from filing_portal.accounts.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's sign-in, with the rights of the officer's role."""

    def get_user(self, user_id: int) -> User | None:
        """Return the account together with the officer's post, read in one query."""
        user = User.objects.select_related("post__office", "post__role").filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None

    def get_all_permissions(self, user: User, obj: models.Model | None = None) -> frozenset[str]:
        """Return the rights of the officer's role as `app.codename`; a provider's account has none."""
        return user.post.role.codes() if user.is_active and user.post else frozenset()
