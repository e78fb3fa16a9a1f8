import pytest
from django.utils.translation import override

from reviews.grounds import Ground, cited


def test_a_reason_may_rest_on_these_articles_or_on_a_policy():
    assert Ground.values == [
        *("art5", "art6", "art7", "art8", "art9", "art10", "art11", "art12", "art22"),
        "policy",
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_grounds_are_cited_in_the_readers_language(language):
    with override(language):
        mark = "; " if language == "en" else "；"
        assert cited(["art11", "art12"]) == f"{Ground.ARTICLE_11.label}{mark}{Ground.ARTICLE_12.label}"


def test_without_a_reason_nothing_is_cited():
    assert cited(()) == ""
