import pytest
from django.utils.translation import override

from filing_portal.base.punctuation import gap, listed


@pytest.mark.parametrize(("language", "between", "parts"), [("en", " ", "T4, T5"), ("zh-hans", "", "T4、T5")])
def test_sentences_and_parts_stand_apart_as_the_language_has_it(language, between, parts):
    with override(language):
        assert (gap(), listed(["T4", "T5"])) == (between, parts)
