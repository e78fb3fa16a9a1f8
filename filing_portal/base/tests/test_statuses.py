from django.utils.translation import override

from filing_portal.base.statuses import Tone, status_tag, tag
from filings.models import Filing
from filings.states import Status


def test_a_status_is_its_value_and_brings_tone_and_label():
    assert (Status.FILED.value, Status.FILED.tone, str(Status("filed"))) == ("filed", Tone.OK, "filed")
    with override("en"):
        assert ("filed", "On file") in [(value, str(label)) for value, label in Status.choices]


def test_a_row_is_tagged_in_words_on_its_tone():
    with override("en"):
        assert status_tag(Filing(status=Status.REFUSED)).strip() == '<span class="bf-tag bf-tag--bad">Refused</span>'
        large = status_tag(Filing(status="draft"), large=True)
    assert large.strip() == '<span class="bf-tag bf-tag--lg">Draft</span>'


def test_words_are_escaped():
    assert tag("<b>", Tone.WARN).strip() == '<span class="bf-tag bf-tag--warn">&lt;b&gt;</span>'
