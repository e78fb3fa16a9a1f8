"""Write a typed or pasted text plainly, so that a filing number can be found in it. No digit of a number is changed."""

import html
import re
import unicodedata

TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
# Stands where a tag stood: two cells of a table are not one number.
GAP = "|"
SAME = str.maketrans(
    {
        "網": "网",
        "備": "备",
        "號": "号",
        "×": "X",
        "\N{CYRILLIC CAPITAL LETTER HA}": "X",
        "\N{GREEK CAPITAL LETTER CHI}": "X",
        "<": "(",
        ">": ")",
    }
)
BRACKETS = {"Ps": "(", "Pe": ")", "Pi": '"', "Pf": '"'}
SILENT = frozenset({"Zs", "Cc", "Cf", "Pd", "Zl", "Zp"})
# 网信备案字第…号: the words of a document number around the one of a filing.
FILLERS = frozenset("字第案")
# The year a page adds behind the number, in brackets or with 年; never one in the middle of it.
YEARS = re.compile(r"(?<=[0-9X号])(?:\(20[0-9]{2}年?\)|20[0-9]{2}年(?:[0-9]{1,2}月(?:[0-9]{1,2}日)?)?)+(?![0-9X])")
SEPARATORS = re.compile(r"""[()"'./\\|·•‧・。]""")


def plain(text: str) -> str:
    """Return the text in upper case without markup, spaces, dashes, what does not show, and years after a number.

    Full-width forms become plain ones, all brackets round ones, and letters that look like X become X.
    """
    bare = TAG.sub(GAP, html.unescape(text))
    folded = unicodedata.normalize("NFKC", bare).upper().translate(SAME)
    return YEARS.sub("", "".join(_counted(char) for char in folded if char not in FILLERS))


def joined(plain_text: str) -> str:
    """Return a text of `plain` without the signs that may part a number: brackets, quotation marks, dots, slashes."""
    return SEPARATORS.sub("", plain_text)


def _counted(char: str) -> str:
    """Return the character as it counts: nothing for what parts or does not show, one form for all brackets."""
    category = unicodedata.category(char)
    return "" if category in SILENT else BRACKETS.get(category, char)
