import re

import pytest
from babel.messages.catalog import Message

from filing_portal.management import translations as catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
KNOWN = {(message.context, message.id): message for message in catalogue.translated() if message.id}


def key(message: Message) -> tuple:
    return message.context, message.id


@pytest.fixture(scope="module")
def sources() -> list[Message]:
    return [message for message in catalogue.extracted() if message.id]


def test_the_sources_hold_messages_from_code_and_templates(sources):
    places = {path.rsplit(".", 1)[-1] for message in sources for path, _line in message.locations}
    assert places == {"py", "html", "txt"}


def test_every_message_has_a_chinese_translation(sources):
    assert [key(m) for m in sources if key(m) not in KNOWN or not all(catalogue.strings(KNOWN[key(m)].string))] == []


def test_no_translation_is_fuzzy():
    assert [identity for identity, message in KNOWN.items() if message.fuzzy] == []


def test_the_catalogue_holds_nothing_that_no_source_says(sources):
    assert sorted(map(str, KNOWN.keys() - {key(message) for message in sources})) == []


def test_translations_keep_the_placeholders():
    wrong = []
    for identity, message in KNOWN.items():
        wanted = set(PLACEHOLDER.findall(catalogue.strings(message.id)[-1]))
        wrong += [identity for text in catalogue.strings(message.string) if set(PLACEHOLDER.findall(text)) != wanted]
    assert wrong == []


def test_every_room_is_read_that_says_something_to_people(sources):
    assert "Reviewer of Beijing" in {message.id for message in sources}
