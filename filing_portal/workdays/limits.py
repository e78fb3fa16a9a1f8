"""Which time limit of the Provisions applies."""

from datetime import date

IN_FORCE = date(2019, 2, 15)
BEFORE = "-before-2019"


def applied(rule: str, on: date) -> tuple[str, date]:
    """Return the rule that holds for what happened on the day, and the day its term is counted from.

    A service that ran before the Provisions were in force has 20 working days from that day (art. 23).
    """
    asked = rule.removesuffix(BEFORE)
    if asked == "file" and on < IN_FORCE:
        return asked + BEFORE, IN_FORCE
    return asked, on
