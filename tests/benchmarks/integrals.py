"""Antiderivatives, suite by suite: how many are worked out, how many are wrong, how long they take.

    python tests/benchmarks/integrals.py FILE [SUITE ...] [OPTION ...]

FILE is a JSON list of {"id", "integrand", "variable", "antiderivative"} in SymPy's syntax, such as
Rubi's test suites; SUITE is what an id begins with. Each problem has a process of its own, which is
killed after the limit. An answer counts as wrong where SymPy's derivative of it differs from the
integrand at a point, in 30 digits. `--show` prints the derivations.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import signal
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import sympy as sp

import symcalc as sc
from symcalc.errors import SymcalcError
from symcalc.steps import walk
from symcalc.tutor.integrate.rule import all_rules
from symcalc.writing import lines

POINTS = [
    sp.Rational(p, q) for p, q in ((3, 10), (13, 10), (27, 10), (-7, 10), (-19, 10), (47, 10))
]
LETTERS = [sp.Rational(p, q) for p, q in ((7, 5), (9, 4), (11, 7), (13, 6), (17, 8), (5, 3))]
CLOSE = 1e-12
STATUSES = ("worked", "looked-up", "unsolved", "wrong", "timed out", "failed")


def at(expr: sp.Expr, place: dict[sp.Symbol, sp.Expr]) -> complex | None:
    """The value, in 30 digits."""
    value = expr.subs(place).evalf(30)
    return complex(value) if value.is_number and value.is_finite else None


def is_wrong(told: sp.Expr, integrand: sp.Expr, x: sp.Symbol) -> bool:
    """Whether the derivative differs from the integrand, where both are real."""
    real = {s: sp.Symbol(s.name, real=True) for s in told.free_symbols | integrand.free_symbols}
    t = real.get(x, x)
    slope = sp.diff(told.xreplace(real), t).replace(sp.DiracDelta, lambda *_: sp.S.Zero)
    others = sorted((s for s in real.values() if s != t), key=str)
    letters = dict(zip(others, LETTERS, strict=False))
    for point in POINTS:
        expected = at(integrand.xreplace(real), {t: point, **letters})
        if expected is None or abs(expected.imag) > CLOSE:
            continue
        found = at(slope, {t: point, **letters})
        if found is None or abs(found - expected) > CLOSE * max(1, abs(expected)):
            return True
    return False


def measured(row: dict[str, str], *, show: bool) -> dict[str, Any]:
    """What became of one problem."""
    x, f = sp.Symbol(row["variable"]), sp.sympify(row["integrand"])
    begin = time.process_time()
    try:
        told = sc.integrate(f, x)
    except SymcalcError as error:
        return {"status": "unsolved", "note": str(error).splitlines()[0]}
    except Exception as error:  # noqa: BLE001 - a bug of ours is a figure here
        return {"status": "failed", "note": f"{type(error).__name__}: {error}"[:300]}
    found = {"seconds": time.process_time() - begin, "note": str(told.answer)[:300]}
    if show:
        print(told.text(), flush=True)
    steps = list(walk(told.steps))
    statuses = {step.status for step in steps}
    found["status"] = "looked-up" if "looked-up" in statuses else "worked"
    if told.ending or told.answer.has(sp.Integral):
        found["status"] = "unsolved"
    elif is_wrong(told.answer, f, x):
        found["status"] = "wrong"
    found["lines"] = sum(bool(line.title) for line in lines.of(told.steps, "normal"))
    found["rules"] = [s.rule for s in told.steps]
    return found


def started(row: dict[str, str], *, show: bool) -> tuple[TextIO, int, float]:
    """A process for one problem: the pipe that it answers through, its number, when it began."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as pipe:
            json.dump(measured(row, show=show), pipe)
        os._exit(0)
    os.close(writing)
    return os.fdopen(reading), child, time.monotonic()


def ended(pipe: TextIO, child: int, limit: float, *, ready: bool) -> dict[str, Any]:
    """What the process says, or that it had to be killed."""
    if not ready:
        os.kill(child, signal.SIGKILL)
    with pipe:
        text = pipe.read() if ready else ""
    os.waitpid(child, 0)
    if not text:
        return {"status": "failed" if ready else "timed out", "note": ""}
    return {"seconds": limit, **json.loads(text)}


def apart(
    rows: Iterator[dict[str, str]], limit: float, jobs: int, *, show: bool
) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """Each problem in a process of its own, several at a time."""
    running: dict[TextIO, tuple[dict[str, str], int, float]] = {}
    while True:
        for row in islice(rows, jobs - len(running)):
            pipe, child, begun = started(row, show=show)
            running[pipe] = row, child, begun
        if not running:
            return
        ready, _, _ = select.select(list(running), [], [], 0.1)
        late = [p for p, (_, _, begun) in running.items() if time.monotonic() - begun > limit]
        for pipe in dict.fromkeys((*ready, *late)):
            row, child, _ = running.pop(pipe)
            yield row, ended(pipe, child, limit, ready=pipe in ready)


def chosen(words: argparse.Namespace) -> Iterator[dict[str, str]]:
    """The rows that are asked for."""
    for row in json.loads(Path(words.file).read_text(encoding="utf-8")):
        suite = row["id"].rsplit("-", 1)[0]
        if (not words.suite or suite in words.suite) and words.id in row["id"]:
            yield row


def report(found: dict[str, dict[str, Any]]) -> None:
    """The figures, suite by suite, and the rules that were used first."""
    suites: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, one in found.items():
        suites[name.rsplit("-", 1)[0]].append(one)
    suites["all"] = list(found.values())
    print(f"\n{'suite':<22}{'rows':>6}" + "".join(f"{s:>11}" for s in STATUSES) + "  median    p95")
    for suite, rows in suites.items():
        counts = Counter(one["status"] for one in rows)
        times = sorted(one["seconds"] for one in rows if one["status"] in ("worked", "looked-up"))
        median = statistics.median(times) if times else float("nan")
        slow = times[int(0.95 * (len(times) - 1))] if times else float("nan")
        figures = "".join(f"{counts[s]:>11}" for s in STATUSES)
        print(f"{suite:<22}{len(rows):>6}{figures}{median:>8.2f}{slow:>7.2f}")
    firsts = Counter(one["rules"][0] for one in found.values() if one.get("rules"))
    print("\nfirst rule: " + ", ".join(f"{rule} {n}" for rule, n in firsts.most_common()))
    longest = max((one.get("lines", 0) for one in found.values()), default=0)
    print(f"most lines at normal detail: {longest}")


def main() -> None:
    """Measure, print what is not worked out, then the figures."""
    words = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    words.add_argument("file")
    words.add_argument("suite", nargs="*")
    words.add_argument("--id", default="")
    words.add_argument("--limit", type=float, default=20.0)
    words.add_argument("--jobs", type=int, default=1)
    words.add_argument("--show", action="store_true")
    asked = words.parse_args()
    sc.integrate("x^2")
    sp.simplify(sp.Symbol("x"))  # imports
    all_rules()
    found: dict[str, dict[str, Any]] = {}
    for row, one in apart(chosen(asked), asked.limit, asked.jobs, show=asked.show):
        found[row["id"]] = one
        if one["status"] != "worked":
            print(
                f"{one['status']:<10} {row['id']:<18} {row['integrand'][:90]}   {one['note'][:120]}"
            )
            sys.stdout.flush()
    report(found)


if __name__ == "__main__":
    main()
