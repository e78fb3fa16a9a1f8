"""Mask personal numbers: enough is shown to recognise one's own, too little to use another's."""


def masked_mobile(number: str) -> str:
    """Return a mobile with its middle hidden: 138****1234."""
    return _masked(number, first=3, last=4)


def masked_document(number: str) -> str:
    """Return a document number with its middle hidden: 110***********1234, E******78."""
    if len(number) >= 15:
        return _masked(number, first=3, last=4)
    return _masked(number, first=1, last=2)


def _masked(number: str, *, first: int, last: int) -> str:
    """Hide all but the `first` and `last` characters; hide the whole number where fewer than three would be hidden."""
    hidden = len(number) - first - last
    if hidden < 3:
        return "*" * len(number)
    return number[:first] + "*" * hidden + number[-last:]
