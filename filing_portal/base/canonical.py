"""The one spelling of a value as JSON: what is hashed, sealed or signed is spelled like this."""

import json


def canonical(value: object) -> bytes:
    """Return the value as canonical JSON: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
