"""Tests do not depend on how fast the machine is: budgets of processor time are twenty times."""

from __future__ import annotations

from time import thread_time

import pytest

MODULES = ("symcalc.grading.misconceptions.effort", "symcalc.tutor.integrate.search")


@pytest.fixture(autouse=True)
def _patience_in_searches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("hurried") is None:
        for module in MODULES:
            monkeypatch.setattr(f"{module}.thread_time", lambda: thread_time() / 20)
