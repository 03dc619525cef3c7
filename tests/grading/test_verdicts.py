"""The tables of verdicts: tests, and the source of docs/verdicts.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sampled_rows import sampled

import symcalc as sc

FILES = sorted((Path(__file__).parent.parent / "data" / "verdicts").glob("*.json"))
ROWS = [(path.stem, row) for path in FILES for row in json.loads(path.read_text(encoding="utf-8"))]
RIGHT = [(topic, row) for topic, row in ROWS if not row.get("known_wrong")]
SAMPLE = 320  # rows that `make test` takes


def kind(row: tuple[str, dict[str, Any]]) -> tuple[Any, ...]:
    """What a row is there for: the topic, the verdict, the options and the first cause."""
    topic, data = row
    options, causes = sorted(data.get("options", {})), data.get("misconceptions", ())
    return (topic, data["status"], data["note"], *options, *causes[:1])


def name(value: object) -> str:
    return value if isinstance(value, str) else f"{value['question']} · {value['answer']}"


@pytest.mark.parametrize(("topic", "row"), sampled(RIGHT, kind, SAMPLE), ids=name)
def test_verdict(topic: str, row: dict[str, Any]) -> None:
    verdict = sc.grade(row["question"], row["answer"], timeout=None, **row.get("options", {}))

    assert (verdict.status, verdict.note) == (row["status"], row["note"]), verdict.feedback
    assert set(row.get("misconceptions", ())) <= set(verdict.misconceptions)
    assert verdict.feedback


def test_known_wrong_rows_are_still_wrong() -> None:
    """A row that has become right loses its mark."""
    for _, row in ROWS:
        if row.get("known_wrong"):
            options = row.get("options", {})
            verdict = sc.grade(row["question"], row["answer"], timeout=None, **options)
            assert (verdict.status, verdict.note) != (row["status"], row["note"])


def test_no_question_and_answer_stands_twice() -> None:
    keys = [(row["question"], row["answer"], str(row.get("options"))) for _, row in ROWS]
    assert len(keys) == len(set(keys))
