"""What people type for a code, brought to one form before it is read."""

import unicodedata

LEFT_OUT = ("Zs", "Cc", "Cf", "Pd", "Ps", "Pe")


def compact(text: str) -> str:
    """Return the text in upper case without full-width forms, spaces, dashes, brackets and what does not show."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in folded if unicodedata.category(char) not in LEFT_OUT)
