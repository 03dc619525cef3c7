"""How long a verdict takes, diagnosis on: over every row of tests/data/verdicts, in this process.

python tests/benchmarks/grading.py [TOPIC …]

The first answer to a question works the question out; the others are asked after it. The peer is
SymPy's `simplify(answer - right) == 0` on the same pairs, where both sides are plain formulas.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import sympy as sp

import symcalc as sc

TABLES = Path(__file__).parent.parent / "data" / "verdicts"
PEER = 60  # pairs that SymPy is asked about


def main(topics: list[str]) -> None:
    """Print median, 95th percentile and maximum, of new questions and of those seen before."""
    rows = [
        row
        for path in sorted(TABLES.glob("*.json"))
        if not topics or path.stem in topics
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]
    sc.grade("d/dx x^2", "x", timeout=None)  # imports
    new, seen = [], []
    known: set[str] = set()
    for row in rows:
        took = timed(graded, row)
        (seen if row["question"] in known else new).append(took)
        known.add(row["question"])
    again = [timed(graded, row, "1 + ") for row in rows]
    for title, times in (("new question", new), ("seen before", seen), ("another answer", again)):
        print(title.ljust(16), summary(times))
    ours, theirs = peer(rows)
    print(f"beside SymPy's simplify on {len(ours)} pairs: {sum(ours) / sum(theirs):.2f} × its time")


def graded(row: dict[str, Any], before: str = "") -> sc.Verdict | None:
    """The verdict on a row, or on its answer with something before it."""
    try:
        options = row.get("options", {})
        return sc.grade(row["question"], before + row["answer"], timeout=None, **options)
    except sc.SymcalcError:
        return None


def timed(work: Callable[..., object], *args: object) -> float:
    """Milliseconds."""
    begin = perf_counter()
    work(*args)
    return (perf_counter() - begin) * 1e3


def summary(times: list[float]) -> str:
    """The figures of a list of times."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    middle = statistics.median(ordered)
    return (
        f"{len(ordered):5} answers: median {middle:7.1f} ms, p95 {late:7.1f} ms, "
        f"largest {ordered[-1]:7.1f} ms"
    )


def peer(rows: list[dict[str, Any]]) -> tuple[list[float], list[float]]:
    """Our times and SymPy's, on right answers to plain formulas."""
    ours, theirs = [], []
    for row in rows:
        if row["status"] != "correct" or len(ours) >= PEER:
            continue
        try:
            right, told = sc.parse(row["question"]), sc.parse(row["answer"])
        except sc.SymcalcError:
            continue
        if not all(isinstance(e, sp.Expr) and e.free_symbols for e in (right, told)):
            continue
        if right.has(sp.Integral, sp.Derivative, sp.Limit):
            continue
        ours.append(timed(graded, row))
        theirs.append(timed(sp.simplify, right - told))
    return ours, theirs


if __name__ == "__main__":
    main(sys.argv[1:])
