"""`symcalc tour`: the whole line on one formula, with nothing prepared."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import click
import numpy as np
import sympy as sp

from symcalc.checking.kernels import check_kernel
from symcalc.compiler.kernel import Kernel
from symcalc.verbs.calculus import gradient
from symcalc.verbs.compiling import compile as compile_
from symcalc.verbs.formulas import parse
from symcalc.verbs.grading import grade

TEXT = "exp(-x^2/2) * arctan(3y) + x^2/(1 + y^2)"
LATEX = r"e^{-\frac{x^2}{2}} \arctan(3y) + \frac{x^2}{1 + y^2}"
ANSWERS = (
    "2x/(1 + y^2) - x exp(-x^2/2) arctan(3y)",
    "2x/(1 + y^2) + exp(-x^2/2) arctan(3y)",
)
POINTS = 1_000_000
REPEATS = 5
CLOSE = 1e-9


@click.command("tour")
@click.option("--points", default=POINTS, show_default=True, help="How many points to time.")
def command(points: int) -> None:
    """Follow one formula down the whole line: derive, compile, time, check, grade."""
    written, typeset = parse(TEXT), parse(LATEX)
    heading("One formula, as text and as LaTeX")
    click.echo(f"  {TEXT}\n  {LATEX}\n  The same formula: {written == typeset}")
    heading("Its gradient, worked out")
    told = gradient(TEXT)
    click.echo(told.text())
    heading("Compiled")
    kernel = compile_(TEXT)
    same = timings(kernel, told.answer, points)
    heading("Checked against numeric differentiation")
    report = check_kernel(kernel)
    click.echo(f"  {report.text()}")
    heading("Two answers to  ∂/∂x, graded")
    verdicts = [grade(f"∂/∂x ({TEXT})", answer, timeout=30) for answer in ANSWERS]
    for answer, verdict in zip(ANSWERS, verdicts, strict=True):
        click.echo(f"  {answer}\n    {verdict.feedback}")
    statuses = [verdict.status for verdict in verdicts]
    sound = written == typeset and same and bool(report) and statuses == ["correct", "incorrect"]
    sys.exit(0 if sound else 1)


def heading(words: str) -> None:
    """A title with an empty line before it."""
    click.echo(f"\n{click.style(words, bold=True)}\n")


def timings(kernel: Kernel, answer: sp.Matrix, points: int) -> bool:
    """Value and gradient over many points, beside SymPy's own lambdify in the same run.

    Says whether the two agree.
    """
    draw = np.random.default_rng(0)
    x, y = draw.uniform(-2, 2, (2, points))
    symbols = sp.symbols("x y")
    start = time.perf_counter()
    ours = kernel.value_and_gradient(x, y)
    first = time.perf_counter() - start
    value, slopes = parse(TEXT), list(answer)
    peer = sp.lambdify(symbols, [value, *slopes], "numpy", cse=True)
    mine = fastest(lambda: kernel.value_and_gradient(x, y))
    theirs = fastest(lambda: peer(x, y))
    expected = np.stack(peer(x, y), axis=-1)
    apart = np.max(np.abs(np.column_stack([ours[0], ours[1]]) - expected))
    scale = 1e9 / points
    click.echo(f"  first call, with compilation  {first:8.2f} s")
    click.echo(f"  symcalc, value and gradient   {mine * scale:8.1f} ns a point")
    click.echo(f"  sympy.lambdify with NumPy     {theirs * scale:8.1f} ns a point")
    faster, word = (theirs / mine, "fast") if mine < theirs else (mine / theirs, "slow")
    click.echo(f"  {faster:.1f} times as {word} over {points:,} points")
    click.echo(f"  the largest difference between the two is {apart:.1e}")
    return bool(apart < CLOSE)


def fastest(run: Callable[[], object]) -> float:
    """Seconds of the fastest of a few runs."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)
