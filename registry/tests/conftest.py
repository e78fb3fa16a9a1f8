import pytest
from django.utils import translation


@pytest.fixture
def in_english():
    """Sentences are compared as they stand in the code."""
    with translation.override("en"):
        yield
