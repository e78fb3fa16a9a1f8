from base64 import b64encode

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from filing_portal.vault.models import SealedValue, index_of

pytestmark = pytest.mark.django_db
PERSON = {"name": "陈测试", "phone": "0571-1", "mobile": "13812345678", "email": "chen@example.com"}


def sealed(value=None, index="13812345678"):
    row = SealedValue.of(SealedValue.Kind.PERSON, value or PERSON, index)
    row.save(force_insert=True)
    return row


def test_a_stored_value_opens_again():
    assert SealedValue.objects.get(pk=sealed().pk).unseal() == PERSON


def test_nothing_of_the_value_stands_in_the_table():
    sealed()
    with connection.cursor() as cursor:
        cursor.execute("SELECT row::text FROM vault_sealedvalue row")
        [(text,)] = cursor.fetchall()
    in_hex = [value.encode().hex() for value in PERSON.values()]
    assert [clear for clear in [*PERSON.values(), *in_hex] if clear in text] == []


def test_a_value_copied_into_another_row_does_not_open():
    mine, theirs = sealed(), sealed({**PERSON, "name": "李"})
    SealedValue.objects.filter(pk=theirs.pk).update(sealed=bytes(mine.sealed), key_id=mine.key_id)
    with pytest.raises(InvalidTag):
        SealedValue.objects.get(pk=theirs.pk).unseal()


def test_an_old_row_opens_after_the_keys_were_rotated(settings):
    old = sealed()
    settings.SEALING_KEYS = f"next:{b64encode(b'n' * 32).decode()},{settings.SEALING_KEYS}"
    new = sealed()
    assert (old.key_id, new.key_id) == ("local", "next")
    assert SealedValue.objects.get(pk=old.pk).unseal() == SealedValue.objects.get(pk=new.pk).unseal() == PERSON


def test_equal_texts_are_found_by_their_digest():
    row = sealed()
    sealed(index="13900000000")
    found = SealedValue.objects.filter(digest=index_of("person", "13812345678"))
    assert [each.pk for each in found] == [row.pk]
    assert index_of("document", "13812345678") != row.digest
