"""The vault: personal data, sealed one value a row."""

import uuid
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from filing_portal.base import clock
from filing_portal.vault.cipher import KeyRing, digest


@lru_cache(maxsize=2)
def keyring(spec: str) -> KeyRing:
    """Return the keys of SEALING_KEYS, read once. Raises ValueError on a key of the wrong length."""
    return KeyRing(spec)


class SealedValue(models.Model):
    """Personal data, encrypted and bound to this row's random id; elsewhere stand only this id and the digest."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("identity document")
        PERSON = "person", _("responsible person")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=16, choices=Kind)
    key_id = models.CharField(max_length=32)
    sealed = models.BinaryField()
    digest = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        verbose_name = _("sealed value")
        verbose_name_plural = _("sealed values")

    def __str__(self) -> str:
        return str(self.pk)

    @classmethod
    def of(cls, kind: str, value: dict[str, str], index: str) -> "SealedValue":
        """Return an unsaved row that seals `value`; `index` is the text that look-ups compare."""
        row = cls(kind=kind, digest=index_of(kind, index))
        row.key_id, row.sealed = keyring(settings.SEALING_KEYS).seal(value, str(row.pk))
        return row

    def unseal(self) -> dict[str, str]:
        """Return the value in clear. Raises InvalidTag when the row was tampered with."""
        return keyring(settings.SEALING_KEYS).unseal(self.key_id, bytes(self.sealed), str(self.pk))


def index_of(kind: str, text: str) -> str:
    """Return the blind index under which `text` of this kind is stored."""
    return digest(settings.INDEX_KEY, kind, text)
