"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from symcalc.primitives.defined import WORDS

# Every run tests the same examples; `make test-all` tries new ones.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "new", deadline=None, max_examples=500, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("SYMCALC_EXAMPLES", "same"))


@pytest.fixture
def own_session() -> Iterator[None]:
    """Functions that a test defines are forgotten after it."""
    before = dict(WORDS)
    yield
    WORDS.clear()
    WORDS.update(before)
