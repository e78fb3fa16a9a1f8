"""How a test is told of a verb: by a function that prepares it. Each app lists those of its own in `tests/acts.py`."""

import pytest
from _pytest.mark import ParameterSet

ACTS: list[ParameterSet] = []


def act(noun, verb):
    """Register a function that prepares the verb on a row of the noun and returns what carries it out."""

    def registered(prepare):
        ACTS.append(pytest.param(noun, verb, prepare, id=f"{noun._meta.model_name}-{prepare.__name__}"))
        return prepare

    return registered
