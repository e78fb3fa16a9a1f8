"""Draw the states of a noun as a page: a Mermaid diagram and a table, both read from its MOVES."""

from collections.abc import Iterable

from django.utils.translation import override

from filing_portal.ledger.wording import Noun, kind_of
from filing_portal.lifecycle import GONE, Move

ENGLISH, CHINESE = "en", "zh-hans"
HEAD = "| Verb | From | To | Who | In the history | 历史记录 |\n| --- | --- | --- | --- | --- | --- |\n"


def page(noun: Noun) -> str:
    """Return the page of a noun as Markdown."""
    drawing = diagram(noun) if statuses(noun) else "It has no status: its verbs leave events only.\n"
    made = "Drawn from `MOVES` by `manage.py state_diagrams`; do not edit."
    return f"# {said_in(ENGLISH, noun)} · {said_in(CHINESE, noun)}\n\n{made}\n\n{drawing}\n{table(noun)}"


def said_in(language: str, noun: Noun) -> str:
    with override(language):
        return kind_of(noun)


def statuses(noun: Noun) -> dict[str, str]:
    """Return the statuses in English by their value, in the order of the noun; none for a noun without one."""
    field = next((field for field in noun._meta.get_fields() if field.name == "status"), None)
    with override(ENGLISH):
        return {str(value): str(label) for value, label in field.flatchoices} if field else {}


def diagram(noun: Noun) -> str:
    """Return the moves between statuses as a Mermaid diagram; verbs between the same two share an arrow."""
    lines = [f"    {value} : {label}" for value, label in statuses(noun).items()]
    lines += [f"    {source} --> {target} : {', '.join(verbs)}" for (source, target), verbs in arrows(noun).items()]
    return "```mermaid\nstateDiagram-v2\n" + "\n".join(lines) + "\n```\n"


def arrows(noun: Noun) -> dict[tuple[str, str], list[str]]:
    """Return the verbs by what they leave and reach; [*] is where rows come from and go to."""
    found: dict[tuple[str, str], list[str]] = {}
    for verb, move in noun.MOVES.items():
        if move.target is not None:
            for source in in_order(noun, move.sources) or ["[*]"]:
                target = "[*]" if move.target == GONE else str(move.target)
                found.setdefault((source, target), []).append(verb)
    return found


def in_order(noun: Noun, wanted: Iterable[str]) -> list[str]:
    return [status for status in statuses(noun) if status in wanted]


def table(noun: Noun) -> str:
    """Return every verb with what it leaves and reaches, who may carry it out, and its event in both languages."""
    return HEAD + "".join(f"| {' | '.join(row(noun, verb, move))} |\n" for verb, move in noun.MOVES.items())


def row(noun: Noun, verb: str, move: Move) -> list[str]:
    labels = statuses(noun)
    left = in_order(noun, move.sources)
    sources = "any" if labels and left == list(labels) else ", ".join(labels[status] for status in left)
    return [f"`{verb}`", sources or "–", target_of(labels, move), move.may.name, *words(move)]


def target_of(labels: dict[str, str], move: Move) -> str:
    if move.target is None:
        return "stays" if labels else "–"
    return "removed" if move.target == GONE else labels[str(move.target)]


def words(move: Move) -> list[str]:
    """Return the words of the event in English and Chinese, marked where the public sees them."""
    found = []
    for language, mark in ((ENGLISH, " (public)"), (CHINESE, "（公开）")):
        with override(language):
            found.append(f"{move.said}{mark if move.is_public else ''}" if move.said else "–")
    return found
