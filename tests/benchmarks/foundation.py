"""The figures of the foundation, each beside a peer in the same run: `make bench`.

Nothing here is a test; times depend on the machine.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np
import sympy as sp

import symcalc as sc
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.derivatives import jacobian
from symcalc.compiler.passes.optimise import optimise

RUNS = 5
DEEP = 200  # levels of the shared graph
PEER_DEEP = 12  # levels that SymPy's own diff is given: it doubles with every one
x, y = sp.symbols("x y")


def median(run: Callable[[], object]) -> float:
    """Seconds of the middle run."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return sorted(times)[RUNS // 2]


def nested(levels: int) -> sp.Expr:
    """x <- sin(x y) + x y, again and again: a graph that shares every part."""
    expr = x
    for _ in range(levels):
        expr = sp.sin(expr * y) + expr * y
    return expr


def shared_graph() -> None:
    deep, shallow = nested(DEEP), nested(PEER_DEEP)
    lower([deep], [x, y])  # rows of the table are lowered once a process
    ours = median(lambda: jacobian(lower([deep], [x, y]), [0, 1]))
    program = jacobian(lower([deep], [x, y]), [0, 1])
    passes = median(lambda: optimise(program))
    peer = median(lambda: (sp.core.cache.clear_cache(), shallow.diff(x)))
    print(f"lower and reverse mode, {DEEP} levels     {ours * 1e3:8.1f} ms   (bound: 50 ms)")
    print(f"passes over its {len(program.nodes)} nodes          {passes * 1e3:8.1f} ms")
    print(f"SymPy's diff, {PEER_DEEP} levels                 {peer * 1e3:8.1f} ms")


def start_up() -> None:
    command = [sys.executable, "-m", "symcalc", "diff", "x^2 sin(x)"]
    whole = median(lambda: subprocess.run(command, capture_output=True, check=True))
    peer = median(lambda: subprocess.run([sys.executable, "-c", "import sympy"], check=True))
    print(f"symcalc diff, with start-up               {whole:8.2f} s    (bound: 1 s)")
    print(f"import sympy alone                        {peer:8.2f} s")


def kernels() -> None:
    formula = 3 * x * sp.sin(x**2) * sp.exp(-x / 3) + sp.log(1 + x**2)
    points = np.random.default_rng(0).uniform(-3, 3, 1_000_000)
    k = sc.compile(formula, [x])
    k.value_and_gradient(points)
    peer = sp.lambdify([x], [formula, formula.diff(x)], "numpy", cse=True)
    ours = median(lambda: k.value_and_gradient(points))
    theirs = median(lambda: peer(points))
    print(f"value and gradient, a million points      {ours * 1e3:8.1f} ns a point")
    print(f"sympy.lambdify(cse=True) with NumPy       {theirs * 1e3:8.1f} ns a point")


def derivations() -> None:
    formulas = ["x^2 sin(3x)", r"\frac{\sin^2 x}{1+\sqrt{x}}", "exp(-x^2/2)*atan(3x) + x^x"]
    for formula in formulas:
        seconds = median(lambda f=formula: sc.diff(f).text())
        print(f"{formula:42}{seconds * 1e3:8.1f} ms with every step checked")


if __name__ == "__main__":
    shared_graph()
    start_up()
    kernels()
    derivations()
