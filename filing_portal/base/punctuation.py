"""What stands between sentences, and between the parts of a list: Chinese marks bring their own space."""

from collections.abc import Iterable

from django.utils.translation import get_language


def gap() -> str:
    """Return what stands between two sentences: nothing in Chinese."""
    return " " if is_english() else ""


def listed(texts: Iterable[str]) -> str:
    """Return the texts one after the other: T4, T5 or T4、T5."""
    return (", " if is_english() else "、").join(texts)


def is_english() -> bool:
    return get_language() == "en"


def joined(sentences: Iterable[str]) -> str:
    """Return the sentences as one paragraph."""
    return gap().join(sentences)
