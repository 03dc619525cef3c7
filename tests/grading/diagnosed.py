"""What the tests of diagnoses share: the data, and what is held of a wrong and a right answer."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import symcalc as sc

DATA = Path(__file__).parents[1] / "data"
QUESTIONS: dict[str, dict[str, Any]] = json.loads(
    (DATA / "misconception_questions.json").read_text(encoding="utf-8")
)


def keys(letter: str) -> list[str]:
    """The questions of one part of the data."""
    return sorted(key for key in QUESTIONS if key[0] == letter)


def slips(name: str) -> list[dict[str, Any]]:
    """The wrong answers in a table of verdicts."""
    table = json.loads((DATA / "verdicts" / f"{name}.json").read_text(encoding="utf-8"))
    return [row for row in table if row["status"] == "incorrect"]


def is_explained(question: str, answer: Any, slugs: Collection[str]) -> None:
    """It is wrong, and one of the causes is told, where there are any."""
    verdict = sc.grade(question, answer, timeout=None)

    assert verdict.status == "incorrect"
    assert not slugs or set(slugs) & set(verdict.misconceptions), verdict.misconceptions


def is_clean(question: str, answer: Any) -> None:
    """It is right, and no cause is told."""
    verdict = sc.grade(question, answer, timeout=None)

    assert (verdict.status, verdict.misconceptions) == ("correct", ())
