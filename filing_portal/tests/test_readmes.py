"""README.md and README.zh.md say the same: the commands, names, figures and links of each part are equal."""

import calendar
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
EACH_OTHER = {"README.md", "README.zh.md"}
COMMAND = re.compile(r"make \w+|(?:\S+/(?:\s+|$))+")  # what stands before its explanation


def parts(name):
    """Return the parts of the file, each from its heading on; months as figures, millions as 万."""
    text = (ROOT / name).read_text("utf-8")
    for number, month in enumerate(calendar.month_name):
        text = text.replace(f" {month}", f" {number}") if month else text
    text = re.sub(r"([\d.]+) million", lambda found: f"{float(found[1]) * 100:g}万", text)
    return re.split(r"^## ", text, flags=re.M)


def commands(part):
    """Return what the blocks of code name: commands and folders, without what is said of them."""
    blocks = re.findall(r"^```\n(.*?)^```$", part, flags=re.M | re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    return [found[0].split() for line in lines if (found := COMMAND.match(line))]


def names(part):
    """Return what stands in code quotes."""
    return Counter(re.findall(r"`([^`\n]+)`", without_blocks(part)))


def figures(part):
    """Return the numbers of the prose and the tables."""
    prose = re.sub(r"`[^`\n]+`|\]\([^)]+\)|<http[^>]+>", " ", without_blocks(part))
    return Counter(re.findall(r"\d+(?:[.,]\d+)*", prose))


def links(part):
    return Counter(link for link in re.findall(r"\]\(([^)]+)\)", part) if link not in EACH_OTHER)


def rows(part):
    """Return how many lines each kind of list and table has."""
    return Counter(re.findall(r"^(?:\||-(?= )|\d+\. |#+)", part, flags=re.M))


def without_blocks(part):
    return re.sub(r"^```\n.*?^```$", "", part, flags=re.M | re.S)


@pytest.mark.parametrize("what", [commands, names, figures, links, rows])
def test_both_readmes_say_the_same(what):
    english, chinese = ([what(part) for part in parts(name)] for name in ("README.md", "README.zh.md"))
    assert chinese == english
