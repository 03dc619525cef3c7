"""What workers of the tests answer requests with; little is imported, so that they start soon."""

from __future__ import annotations

import os
import time
from typing import Any

from symcalc.grading.verdict import Verdict

RIGHT = Verdict("correct", "correct", "Correct.").plain()


def graded(request: dict[str, Any]) -> dict[str, Any]:
    """Every answer is right, but some questions and answers take forever, or meet our mistake."""
    while request["question"] == "stuck" or request["answer"] == "sleepy":
        pass
    if "bug" in request["answer"]:
        raise ZeroDivisionError
    return RIGHT


def done(request: str) -> str:
    """The request itself, after it has been done."""
    while request == "busy":
        pass
    if request.startswith("asleep"):
        time.sleep(float(request.removeprefix("asleep")))
    if request == "abort":
        os.abort()
    return request
