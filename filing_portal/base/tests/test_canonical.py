import pytest

from filing_portal.base.canonical import canonical


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ({"b": 1, "a": [True, None]}, '{"a":[true,null],"b":1}'),
        ({"名称": "存证链 📜"}, '{"名称":"存证链 📜"}'),
        ({"outer": {"z": "", "a": "x y"}}, '{"outer":{"a":"x y","z":""}}'),
        ([], "[]"),
        ("“”", '"“”"'),
    ],
)
def test_a_value_has_one_spelling(value, written):
    assert canonical(value) == written.encode("utf-8")


def test_the_order_of_keys_does_not_matter_and_that_of_a_list_does():
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})
    assert canonical([1, 2]) != canonical([2, 1])
