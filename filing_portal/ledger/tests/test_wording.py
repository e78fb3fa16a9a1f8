import pytest
from django.utils.translation import override

from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import kind, kind_of, nouns, title

KINDS = {
    "offices.officer": ("Officer", "工作人员"),
    "terms.notice": ("Calendar notice", "放假安排通知"),
    "terms.limit": ("Time limit", "时限"),
    "providers.provider": ("Provider", "提供者"),
    "filings.filing": ("Filing", "备案"),
    "registry.entry": ("Entry", "备案登记"),
    "inspections.inspection": ("Inspection", "定期查验"),
    "feeds.feed": ("Calendar subscription", "日历订阅"),
}
# Verbs that leave no event: what is typed into a draft, and the draft that another verb starts.
SILENT = {("filings.filing", "save_answers"), ("filings.filing", "start_again")}


def test_every_noun_has_its_name_in_both_languages():
    found = {}
    for noun in nouns():
        names = []
        for language in ("en", "zh-hans"):
            with override(language):
                names.append(kind_of(noun))
        found[noun._meta.label_lower] = tuple(names)
    assert found == KINDS


def test_every_verb_of_every_noun_has_its_words():
    silent = {(noun._meta.label_lower, verb) for noun in nouns() for verb, move in noun.MOVES.items() if not move.said}
    assert silent == SILENT


@pytest.mark.parametrize(
    ("subject", "verb", "said", "of"),
    [
        ("filings.filing", "accept", "Put on file", "Filing"),
        ("terms.limit", "discard", "Time limit discarded", "Time limit"),
        ("filings.filing", "forgotten", "forgotten", "Filing"),
        ("filings.forgotten", "accept", "accept", "filings.forgotten"),
    ],
)
def test_an_event_says_what_was_done_to_which_kind_of_row(subject, verb, said, of):
    event = Event(subject_type=subject, verb=verb)
    with override("en"):
        assert (title(event), kind(event)) == (said, of)
