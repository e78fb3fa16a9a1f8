import re

import pytest
from django.utils.translation import override

from filing_portal.ledger.models import Event
from filing_portal.ledger.wording import kind, kind_of, nouns, title
from filing_portal.terms.models import Limit
from filings.models import Filing
from registry.models import Entry

HAN = re.compile("[\u4e00-\u9fff]")
# Verbs that leave no event: what is typed into a draft, and the draft that another verb starts.
SILENT = {("filings.filing", "save_answers"), ("filings.filing", "start_again"), ("filings.filing", "correct_entity")}


def names_of(noun):
    names = []
    for language in ("en", "zh-hans"):
        with override(language):
            names.append(kind_of(noun))
    return tuple(names)


@pytest.mark.parametrize("noun", nouns(), ids=lambda noun: noun._meta.label_lower)
def test_every_noun_has_its_name_in_both_languages(noun):
    english, chinese = names_of(noun)
    assert english[0].isupper()
    assert (bool(HAN.search(english)), bool(HAN.search(chinese))) == (False, True)


def test_a_kind_is_named_as_the_portal_calls_it():
    assert [names_of(noun) for noun in (Limit, Filing, Entry)] == [
        ("Time limit", "时限"),
        ("Filing", "备案"),
        ("Entry", "备案登记"),
    ]


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
