"""A class file of 10 000 rows, 30 % of them repeats, graded by killable workers.

    python tests/benchmarks/classes.py [rows] [workers]

Twenty questions of calculus; half of the answers are right, in many forms, a quarter are wrong, a
quarter are what a misconception leads to. Prints rows a second and the processor time, which other
work on the machine does not change.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import symcalc as sc

REPEATS = 0.3

QUESTIONS = [
    # question                         right                                  misconceptions
    ("d/dx x^5", "5x^4", ["x^4", "5x^5", "4x^4"]),
    ("d/dx 3x^4 - 2x", "12x^3 - 2", ["12x^4 - 2", "3x^3 - 2"]),
    ("d/dx x^2 sin(x)", "2x sin(x) + x^2 cos(x)", ["2x cos(x)", "2x sin(x) - x^2 cos(x)"]),
    ("d/dx sin(3x)", "3cos(3x)", ["cos(3x)", "-3cos(3x)"]),
    ("d/dx (2x+1)^5", "10(2x+1)^4", ["5(2x+1)^4", "5*2^4"]),
    ("d/dx x/(x+1)", "1/(x+1)^2", ["1", "-1/(x+1)^2"]),
    ("d/dx e^(x^2)", "2x e^(x^2)", ["e^(x^2)", "e^(2x)"]),
    ("d/dx ln(5x)", "1/x", ["1/(5x)", "5/x"]),
    ("d/dx sqrt(x)", "1/(2sqrt(x))", ["1/sqrt(x)", "sqrt(x)/2"]),
    ("d/dx x ln(x)", "ln(x) + 1", ["1/x", "ln(x)"]),
    ("d/dx cos(x)^2", "-2cos(x) sin(x)", ["2cos(x)", "2cos(x) sin(x)"]),
    ("d/dx tan(x)", "1/cos(x)^2", ["cos(x)/sin(x)", "-1/cos(x)^2"]),
    ("d/dx x^3 e^(2x)", "3x^2 e^(2x) + 2x^3 e^(2x)", ["6x^2 e^(2x)", "3x^2 e^(2x) + x^3 e^(2x)"]),
    ("second derivative of x^4", "12x^2", ["4x^3", "16x^6"]),
    ("gradient of x^2 y", "[2x*y, x^2]", ["[x^2, 2x*y]", "[2x, 1]"]),
    ("integral of 3x^2", "x^3 + C", ["6x + C", "x^3", "3x^3 + C"]),
    ("integral of cos(2x)", "sin(2x)/2 + C", ["2sin(2x) + C", "-sin(2x)/2 + C"]),
    ("integral of x e^x", "x e^x - e^x + C", ["x^2/2 e^x + C", "x e^x + C"]),
    ("integral of x^2 from 0 to 3", "9", ["3", "27", "6"]),
    ("limit of sin(3x)/x as x -> 0", "3", ["1", "0", "1/3"]),
]


def wrapped(formula: str, draw: random.Random) -> str:
    """The same value in another form."""
    k = draw.randint(2, 400)
    if formula.startswith("["):
        first, second = formula.strip("[]").split(", ")
        return f"[{wrapped(first, draw)}, {second}]"
    constant = " + C" if formula.endswith("+ C") else ""
    body = formula.removesuffix(" + C")
    forms = ("{k}({f})/{k}", "({f}) + {k} - {k}", "{k} + ({f}) - {k}", "({k}({f}))/{k}")
    return draw.choice(forms).format(f=body, k=k) + constant


def wrong(formula: str, draw: random.Random) -> str:
    """Another value."""
    if formula.startswith("["):
        first, second = formula.strip("[]").split(", ")
        return f"[{wrong(first, draw)}, {second}]"
    sign, digits = draw.choice("+-"), draw.randint(1, 400)
    return f"{formula} {sign} {digits}x"


def rows(count: int, seed: int = 1) -> list[tuple[str, str, str]]:
    """Answers of students, in the order of the students."""
    draw = random.Random(seed)
    fresh: list[tuple[str, str]] = []
    seen: dict[tuple[str, str], None] = {}
    found = []
    for k in range(count):
        question, right, slips = QUESTIONS[k % len(QUESTIONS)]
        if fresh and draw.random() < REPEATS:
            pair = draw.choice(fresh)
        else:
            while True:
                kind = draw.choice(("right", "right", "wrong", "slip"))
                made = wrong(right, draw) if kind == "wrong" else None
                base = right if kind == "right" else draw.choice(slips)
                pair = (question, made or wrapped(base, draw))
                if pair not in seen:
                    break
            seen[pair] = None
            fresh.append(pair)
        found.append((f"student {k // len(QUESTIONS)}", *pair))
    return found


def write(path: Path, count: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("student", "question", "answer"))
        writer.writerows(rows(count))


def processor_time() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(u.ru_utime + u.ru_stime for u in used)


def main(count: int = 10_000, workers: int = 2) -> None:
    from symcalc.grading.isolated import grader

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "class.csv")
        write(path, count)
        begun, used = time.perf_counter(), processor_time()
        run = sc.grade_class(path, out=Path(folder, "graded.csv"), workers=workers)
        summary = run.finish()
        seconds = time.perf_counter() - begun
        grader().take().close()  # so that the time of the warm worker is counted
        used = processor_time() - used
    print(summary)
    print(f"{count} rows, {workers} workers: {seconds:.1f} s, {count / seconds:.0f} rows a second")
    print(f"processor time {used:.1f} s: {count / used:.0f} rows a second and processor")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
