"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from symcalc.primitives.defined import WORDS
from symcalc.reading import limits
from symcalc.verbs import grading, working

# Tests start hundreds of processes, and compiling the package's source in each would be most of
# their time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

PATIENCE = 10  # times the processor time that a formula may take SymPy, and an answer to be graded
USUAL = 2.0  # seconds for an answer, where nothing is said
GRADERS = ((grading, "grade_isolated"), (working, "grade_lines_isolated"))

# Every run tests the same examples; `make test-all` tries new ones.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "new", deadline=None, max_examples=500, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("SYMCALC_EXAMPLES", "same"))


@pytest.fixture(autouse=True)
def _patience(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests do not depend on how fast the machine is; those of reading keep its real limits."""
    if "tests/reading/" not in request.node.nodeid:
        for limit in ("SECONDS", "ALL_SECONDS"):
            monkeypatch.setattr(limits, limit, PATIENCE * getattr(limits, limit))
    for module, name in GRADERS:
        monkeypatch.setattr(module, name, partial(_graded, getattr(module, name)))


def _graded(isolated: Any, asked: str, told: Any, timeout: float, policy: Any) -> Any:
    return isolated(asked, told, PATIENCE * timeout if timeout == USUAL else timeout, policy)


@pytest.fixture(autouse=True)
def own_session() -> Iterator[None]:
    """Functions that a test defines are forgotten after it."""
    before = dict(WORDS)
    yield
    WORDS.clear()
    WORDS.update(before)
