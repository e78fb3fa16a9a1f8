"""Offices, roles, and the posts that officers hold in them."""

from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.fields.related_descriptors import ReverseOneToOneDescriptor
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from filing_portal.ledger.models import Event
from filing_portal.offices.states import MOVES

if TYPE_CHECKING:
    from filing_portal.accounts.models import User

    PostDescriptor = ReverseOneToOneDescriptor[User, "Officer"]
else:
    PostDescriptor = ReverseOneToOneDescriptor

NATIONAL = "00"


class Bilingual(models.Model):
    """A thing of reference data with its official Chinese name and an English one."""

    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class Office(Bilingual):
    """A cyberspace administration: the national one or that of a province."""

    code = models.CharField(_("province code"), max_length=2, unique=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["code"]

    @property
    def is_national(self) -> bool:
        return self.code == NATIONAL

    @property
    def place(self) -> str:
        """The province, by its name in that of the office."""
        return str(self).removesuffix("互联网信息办公室").removeprefix("Cyberspace Administration of ")


class Role(Bilingual):
    """What an officer may do; its permissions are data."""

    code = models.SlugField(_("code"), unique=True)
    # As `app.codename`. Plain codes, not auth.Permission rows, so that a migration can ship them.
    permissions = ArrayField(models.CharField(max_length=80), verbose_name=_("permissions"), default=list, blank=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["pk"]

    def codes(self) -> frozenset[str]:
        """Return the role's permissions as `app.codename`."""
        return frozenset(self.permissions)


class PostOfAccount(PostDescriptor):
    """Give `user.post`: the officer's post the account holds, or None for a provider's account."""

    def __get__(self, user: Any, owner: Any = None) -> Any:
        try:
            return super().__get__(user, owner)
        except self.RelatedObjectDoesNotExist:
            return None


class PostField(models.OneToOneField["User", "User"]):
    """Link a post to its account, which need not have one."""

    related_accessor_class = PostOfAccount


class OfficerQuerySet(models.QuerySet["Officer"]):
    """Officers by office and by what they may do."""

    def within(self, office: Office) -> Self:
        """Return the officers that `office` sees: its own, and the national office all."""
        return self if office.is_national else self.filter(office=office)

    def holding(self, permission: str) -> Self:
        """Return those who can sign in and whose role may do this."""
        return self.filter(role__permissions__contains=[permission], user__is_active=True)


class Officer(models.Model):
    """The post of an account in an office: one office, one role, so that nobody holds two duties."""

    MOVES = MOVES

    user = PostField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="post", verbose_name=_("account"))
    office = models.ForeignKey(Office, models.PROTECT, related_name="officers", verbose_name=_("office"))
    role = models.ForeignKey(Role, models.PROTECT, related_name="officers", verbose_name=_("role"))

    objects = OfficerQuerySet.as_manager()

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        ordering = ["office__code", "pk"]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def province(self) -> str:
        """Return the province whose auditor sees the events about this post."""
        return self.office.code


class Remark(models.Model):
    """Why something was done to a post, in an administrator's words. It can be erased, the event it explains cannot."""

    event = models.OneToOneField(Event, models.PROTECT, related_name="+", verbose_name=_("event"))
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="remarks", verbose_name=_("officer"))
    text = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("reason")
        verbose_name_plural = _("reasons")

    def __str__(self) -> str:
        return self.text
