from base64 import b64encode

import pytest
from cryptography.exceptions import InvalidTag

from filing_portal.base.canonical import canonical
from filing_portal.vault.cipher import KeyRing, digest

OLD, NEW = (b64encode(letter * 32).decode() for letter in (b"o", b"n"))
VALUE = {"name": "陈测试", "mobile": "13800000000"}


def test_what_was_sealed_opens_again():
    ring = KeyRing(f"old:{OLD}")
    key_id, sealed = ring.seal(VALUE, "row-1")
    assert key_id == "old"
    assert ring.unseal(key_id, sealed, "row-1") == VALUE


def test_a_sealed_value_shows_nothing_and_never_looks_the_same():
    ring = KeyRing(f"old:{OLD}")
    first, second = ring.seal(VALUE, "row-1")[1], ring.seal(VALUE, "row-1")[1]
    assert first != second
    assert VALUE["mobile"].encode() not in first
    assert VALUE["name"].encode() not in first


def test_a_value_moved_to_another_row_does_not_open():
    ring = KeyRing(f"old:{OLD}")
    key_id, sealed = ring.seal(VALUE, "row-1")
    with pytest.raises(InvalidTag):
        ring.unseal(key_id, sealed, "row-2")


@pytest.mark.parametrize("place", [0, 12, -1])
def test_an_altered_value_does_not_open(place):
    ring = KeyRing(f"old:{OLD}")
    key_id, sealed = ring.seal(VALUE, "row-1")
    altered = bytearray(sealed)
    altered[place] ^= 1
    with pytest.raises(InvalidTag):
        ring.unseal(key_id, bytes(altered), "row-1")


def test_a_new_key_seals_and_the_old_one_still_opens():
    key_id, sealed = KeyRing(f"old:{OLD}").seal(VALUE, "row-1")
    ring = KeyRing(f"new:{NEW}, old:{OLD}")
    assert ring.seal(VALUE, "row-1")[0] == "new"
    assert ring.unseal(key_id, sealed, "row-1") == VALUE


def test_a_key_of_another_length_is_refused():
    with pytest.raises(ValueError, match=r"^SEALING_KEYS: these keys are not 32 bytes long: short\.$"):
        KeyRing(f"old:{OLD},short:{b64encode(b'x' * 16).decode()}")


def test_the_canonical_spelling_does_not_depend_on_the_order():
    assert canonical({"b": 1, "a": "中"}) == canonical({"a": "中", "b": 1}) == '{"a":"中","b":1}'.encode()


def test_a_digest_depends_on_key_kind_and_text():
    first = digest("key", "document", "110101")
    assert first == digest("key", "document", "110101")
    assert len(first) == 64
    assert len({first, digest("other", "document", "110101"), digest("key", "person", "110101")}) == 3
    assert digest("key", "document", "110102") != first
