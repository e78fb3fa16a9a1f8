from functools import cached_property

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from filing_portal.offices.models import Officer
from filing_portal.workdays import clock


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone who signs in by e-mail: a provider's member or an officer, never both.

    There is no superuser: rights come from an officer's role alone.
    """

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=7, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    is_active = models.BooleanField(_("active"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=clock.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [models.UniqueConstraint(Lower("email"), name="an_address_belongs_to_one_account")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @cached_property
    def post(self) -> Officer | None:
        """The officer's post this account holds, or None for a provider's account."""
        try:
            return self.officer
        except Officer.DoesNotExist:
            return None

    @property
    def is_staff(self) -> bool:
        return self.is_active and self.post is not None

    @cached_property
    def permissions(self) -> frozenset[str]:
        """The rights of the officer's role as `app.codename`; empty for a provider's account."""
        return self.post.role.codes() if self.is_staff else frozenset()

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        return perm in self.permissions

    def has_perms(self, perms, obj: models.Model | None = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return any(perm.startswith(f"{app_label}.") for perm in self.permissions)
