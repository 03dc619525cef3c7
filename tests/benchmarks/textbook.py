"""Derivatives of textbook formulas: how many come out, are borne out, and how long one takes.

    python tests/benchmarks/textbook.py FILE [SUITE ...]

FILE is a JSON list of integrals, {"id", "integrand", "variable", "antiderivative"} in SymPy's
syntax, such as Rubi's test suites; SUITE is what an id begins with. Both the integrand and the
antiderivative are differentiated; seconds are of the processor.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError
from symcalc.steps import walk
from symcalc.writing import lines


def formulas(path: Path, suites: list[str]) -> list[tuple[str, sp.Expr, sp.Symbol]]:
    """Every integrand and antiderivative, with its name and variable."""
    rows = [
        row
        for row in json.loads(path.read_text(encoding="utf-8"))
        if not suites or row["id"].split("-")[0] in suites
    ]
    return [
        (f"{row['id']} {side}", sp.sympify(row[side]), sp.Symbol(row["variable"]))
        for row in rows
        for side in ("integrand", "antiderivative")
    ]


def measured(f: sp.Expr, x: sp.Symbol) -> tuple[str, float, int]:
    """What became of it, how long it took, and how many lines it has at normal detail."""
    begin = time.process_time()
    try:
        told = sc.diff(f, x)
        status = told.check.status
    except SymcalcError as error:
        return str(error).splitlines()[0], time.process_time() - begin, 0
    seconds = time.process_time() - begin
    assert {step.status for step in walk(told.steps)} <= {"proved"}
    return status, seconds, sum(bool(line.title) for line in lines.of(told.steps, "normal"))


def main(words: list[str]) -> None:
    """Measure, and say what was slow, long or not borne out."""
    sc.diff("x^2")  # imports
    results = {name: measured(f, x) for name, f, x in formulas(Path(words[0]), words[1:])}
    times = sorted(seconds for _, seconds, _ in results.values())
    print(Counter(status for status, _, _ in results.values()))
    print(
        f"median {statistics.median(times) * 1e3:.0f} ms, 95 % {times[len(times) * 19 // 20]:.3f} s"
    )
    for name, (status, seconds, count) in results.items():
        if status != "agrees" or seconds > 1 or count > 60:
            print(f"{name}: {status}, {seconds:.2f} s, {count} steps")


if __name__ == "__main__":
    main(sys.argv[1:])
