"""What must hold at every moment, each said as one question to the database: which rows break it?"""

from filing_portal.invariants import histories, numbering, singles, terms
from filing_portal.invariants.asking import Answer, Invariant, ask

__all__ = ["ALL", "Answer", "Invariant", "ask"]

ALL: tuple[Invariant, ...] = (*singles.ALL, *numbering.ALL, *histories.ALL, *terms.ALL)
