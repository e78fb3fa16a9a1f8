import pytest
from django.utils.translation import override

from filing_portal.terms.articles import cite


@pytest.mark.parametrize(
    ("article", "in_english", "in_chinese"),
    [
        ("12", "article 12", "第十二条"),
        ("11(1)", "article 11(1)", "第十一条第一款"),
        ("15; 19", "article 15, article 19", "第十五条、第十九条"),
        ("23", "article 23", "第二十三条"),
        ("10", "article 10", "第十条"),
        ("5", "article 5", "第五条"),
        ("appendix", "article appendix", "第appendix条"),
    ],
)
def test_an_article_is_cited_as_the_language_writes_it(article, in_english, in_chinese):
    with override("en"):
        assert cite(article) == in_english
    with override("zh-hans"):
        assert cite(article) == in_chinese
