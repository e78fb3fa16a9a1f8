"""Lines that many pages show alike: a fact with its label, a page above this one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise
else:
    from django.utils.functional import Promise

Words = str | Promise  # a text, or one that is translated when it is shown


@dataclass(frozen=True)
class Fact:
    """A labelled value. `url` is where it leads or is changed; an `is_link` value is itself an address to follow."""

    label: Words
    value: Any
    url: str = ""
    is_link: bool = False


@dataclass(frozen=True)
class Crumb:
    """A page above the one that is read."""

    label: Words
    url: str
