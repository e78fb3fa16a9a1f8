"""Seal personal data: AES-256-GCM bound to the value's own id, and a keyed digest for look-up.

Pure: keys come in as arguments, nothing is read from the database.
"""

import hashlib
import hmac
import json
import os
from base64 import b64decode

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from filing_portal.base.canonical import canonical

NONCE_BYTES = 12


class KeyRing:
    """The sealing keys by id; the first one seals, all of them open."""

    def __init__(self, spec: str) -> None:
        """Read `spec`, "id:base64 of 32 bytes, id:…". Raises ValueError on a key of the wrong length."""
        pairs = [part.strip().split(":", 1) for part in spec.split(",")]
        self.keys = {key_id: b64decode(key) for key_id, key in pairs}
        if wrong := [key_id for key_id, key in self.keys.items() if len(key) != 32]:
            raise ValueError(f"SEALING_KEYS: these keys are not 32 bytes long: {', '.join(wrong)}.")
        self.current = pairs[0][0]

    def seal(self, value: dict[str, str], bound_to: str) -> tuple[str, bytes]:
        """Return (key id, nonce and ciphertext) of `value`, readable only together with `bound_to`."""
        nonce = os.urandom(NONCE_BYTES)
        return self.current, nonce + AESGCM(self.keys[self.current]).encrypt(nonce, canonical(value), bound_to.encode())

    def unseal(self, key_id: str, sealed: bytes, bound_to: str) -> dict[str, str]:
        """Return the value. Raises InvalidTag when it was altered or moved to another row."""
        opened = AESGCM(self.keys[key_id]).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode())
        value: dict[str, str] = json.loads(opened)
        return value


def digest(key: str, kind: str, text: str) -> str:
    """Return the keyed digest of `text`: equal for equal texts of one kind, useless without the key."""
    return hmac.new(key.encode(), f"{kind}:{text}".encode(), hashlib.sha256).hexdigest()
