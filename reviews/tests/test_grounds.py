import pytest
from django.utils.translation import override

from reviews.grounds import Ground, cited


def test_a_reason_may_rest_on_these_articles_or_on_a_policy():
    assert Ground.values == [
        *("art5", "art6", "art7", "art8", "art9", "art10", "art11", "art12", "art22"),
        "policy",
    ]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_grounds_are_cited_in_the_language_of_the_law_whoever_decides(language):
    with override(language):
        assert cited(("art11", "art12")) == "第十一条：应当填报的备案信息；第十二条：材料齐全"


def test_a_ground_that_several_reasons_share_is_cited_once_in_its_first_place():
    assert cited(("art12", "art11", "art12")) == cited(("art12", "art11"))


def test_without_a_reason_nothing_is_cited():
    assert cited(()) == ""
