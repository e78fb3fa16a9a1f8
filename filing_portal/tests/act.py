"""How a test is told of a verb: by a function that prepares it. Each app lists those of its own in `tests/acts.py`."""

import pytest
from _pytest.mark import ParameterSet

ACTS: list[ParameterSet] = []
# What the acts type into every field of free text: no event may hold it.
TYPED = "张三 13800000000 所写"


def act(noun, verb):
    """Register a function that prepares the verb on a row of the noun and returns what carries it out."""

    def registered(prepare):
        ACTS.append(pytest.param(noun, verb, prepare, id=f"{noun._meta.model_name}-{prepare.__name__}"))
        return prepare

    return registered
