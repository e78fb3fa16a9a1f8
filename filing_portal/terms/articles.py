"""How an article of the Provisions is cited: article 11(1), 第十一条第一款."""

from django.utils.translation import gettext as _

from filing_portal.base.punctuation import is_english, listed

DIGITS = "〇一二三四五六七八九"


def cite(article: str) -> str:
    """Return the articles of a limit, such as "11(1)" or "15; 19", as one cites them in the reader's language."""
    return listed(_cite_one(part) for part in article.split("; "))


def _cite_one(article: str) -> str:
    number, _bracket, paragraph = article.rstrip(")").partition("(")
    if not paragraph:
        return _("article %(article)s") % {"article": _written(number)}
    numbers = {"article": _written(number), "paragraph": _written(paragraph)}
    return _("article %(article)s(%(paragraph)s)") % numbers


def _written(number: str) -> str:
    """Return the number, below a hundred, as the language writes it in a citation."""
    if is_english() or not number.isdecimal():
        return number
    tens, ones = divmod(int(number), 10)
    ten = f"{DIGITS[tens] if tens > 1 else ''}十" if tens else ""
    return ten + (DIGITS[ones] if ones else "")
