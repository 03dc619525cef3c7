"""Derivatives by rules, by hand, in reverse mode and by numbers: all agree.

    python examples/labs/derivatives.py

Slopes of x², the chain rule, a gradient with descent against it, a Jacobian, a Hessian; then
reverse mode in forty lines, the backward pass of a small network, and central differences in two
precisions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

AT = (-2, -1, 0, 1, 2, 3)
COMPOSED = (("(x^2 + 1)^3", 2), ("sin(exp(x^2))", 0.5))
BOWL, START = "x^2 + y^2", {"x": 1.8, "y": 1.5}
MAP, PLACE = "[x1^2, x1*x2, x2^2]", {"x1": 2, "x2": 3}
CURVED = "x^2 + 4x*y + y^2"
NETWORK = "mean((W2 relu(W1 x) - y)^2)"
SHAPES = "W1: (3, 4), W2: (1, 3), x: 4, y: (1, 1)"
Function = Callable[..., Any]


def central(f: Function, x: Any, h: float) -> Any:
    """(f(x + h) − f(x − h))/(2h)."""
    return (f(x + h) - f(x - h)) / (2 * h)


def slopes() -> None:
    """x² at six points, and two chains."""
    f = sc.compile("x^2", ["x"])
    exact = sc.diff("x^2", at=[{"x": x} for x in AT]).value
    print("Slopes of x^2\n    x  exact  numeric, h = 1e-7")
    for x, slope in zip(AT, exact, strict=True):
        print(f"  {x:3}  {int(slope):5}  {float(central(f, x, 1e-7)):9.6f}")
    print("Chain rule")
    for formula, x in COMPOSED:
        d = sc.diff(formula, at={"x": x})
        told = str(d.answer).replace("**", "^")
        numeric = float(central(sc.compile(formula, ["x"]), float(x), 1e-5))
        print(f"  {formula}: {told}")
        print(f"    at {x:g} by rules {float(d.value):.9g}, numeric {numeric:.7g}")


def descent(steps: int) -> sc.Trace:
    """Against the gradient, with the exact end beside it."""
    gradient = ", ".join(map(str, sc.gradient(BOWL).answer))
    run = sc.descend(BOWL, START, rate=0.1, steps=steps, shown=0)
    print(f"Descent on {BOWL}: its gradient is ({gradient})")
    x, y = run.points[-1]
    factor = float(sc.convergence(BOWL, rate=0.1).multipliers[0])
    print(f"  {steps} steps at rate 0.1 from (1.8, 1.5) lead to ({x:.6g}, {y:.6g}):")
    print(f"  each step leaves {factor:g} of the distance, so {factor**steps:.4g} of it is left")
    return run


def matrices() -> None:
    """A Jacobian and a Hessian, by rules and compiled, and what the Hessian says."""
    rules = sc.jacobian(MAP, at=PLACE)
    compiled = sc.compile(MAP, ["x1", "x2"]).jacobian(2.0, 3.0)
    print(f"The Jacobian of {MAP}")
    print(f"  by rules {rules.answer.tolist()}")
    print(f"  at (2, 3) {rules.value.tolist()}, compiled {np.asarray(compiled).tolist()}")
    hessian = sc.hessian(CURVED).answer
    compiled = sc.compile(CURVED, ["x", "y"]).hessian(1.0, 1.0)
    print(f"The Hessian of {CURVED}")
    print(f"  by rules {hessian.tolist()}, compiled {np.asarray(compiled).tolist()}")
    values = ", ".join(map(str, sc.eigenvalues(hessian).answer))
    print(f"  eigenvalues {values}; condition number {sc.condition(hessian).answer}")
    ((_, _, kind),) = sc.extrema(CURVED).answer
    print(f"  at (0, 0): {kind}. Both signs make a saddle, two positive ones a minimum,")
    print("  two negative ones a maximum; with a zero the Hessian does not tell.")


@dataclass(eq=False)
class Value:
    """A number that knows what it was made of, and how it depends on each part."""

    data: float
    parts: tuple[tuple[Value, float], ...] = ()
    grad: float = field(default=0.0, init=False)

    def __add__(self, other: Value) -> Value:
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other: Value) -> Value:
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def order(self) -> list[Value]:
        """Every value after the parts it is made of."""
        found: dict[Value, None] = {}

        def visit(value: Value) -> None:
            if value not in found:
                for part, _ in value.parts:
                    visit(part)
                found[value] = None

        visit(self)
        return list(found)

    def backward(self) -> None:
        """Hand each adjoint on, from the last value to the first; what meets is added."""
        self.grad = 1.0
        for value in reversed(self.order()):
            for part, slope in value.parts:
                part.grad += value.grad * slope


def reverse_mode() -> None:
    """a b + b, where b is used twice."""
    a, b = Value(2.0), Value(3.0)
    d = a * b + b
    d.backward()
    told = sc.backprop("a*b + b", at={"a": 2, "b": 3}).value
    print("Reverse mode, a b + b at (2, 3)")
    print(f"  value {d.data:g}, d/da {a.grad:g}, d/db {b.grad:g}; backprop {tuple(told)}")
    print("  b has two ways to the result, and what comes back on them is added: 2 + 1.")


def network(seed: int) -> None:
    """A 4-3-1 network: its backward pass by hand, by backprop and compiled."""
    rng = np.random.RandomState(seed)
    x, y = rng.randn(4, 1), np.ones((1, 1))
    w1, w2 = rng.randn(3, 4) * 0.1, rng.randn(1, 3) * 0.1
    z1 = w1 @ x
    a1 = np.maximum(z1, 0)
    dy = 2 * (w2 @ a1 - y)
    by_hand = ((w2.T @ dy) * (z1 > 0)) @ x.T, dy @ a1.T
    point = {"W1": w1, "W2": w2, "x": x, "y": y}
    told = sc.backprop(NETWORK, "W1, W2", at=point, shapes=SHAPES).value
    kernel = sc.compile(NETWORK, wrt=["W1", "W2"], shapes=SHAPES)
    loss, compiled = kernel.value_and_gradient(**point)
    print(f"A 4-3-1 network with ReLU and squared error: loss {loss:.9f}")
    for k, name in enumerate(("W1", "W2")):
        found = np.array(told[k], dtype=float), np.asarray(compiled[k])
        gaps = ", ".join(f"{np.abs(by_hand[k] - g).max():.0e}" for g in found)
        rows = " ".join(str(by_hand[k].round(4).tolist()).split())
        print(f"  dL/d{name}, shape {by_hand[k].shape}: {rows}")
        print(f"    gap of the hand-made one to backprop and to the compiled one: {gaps}")
    off = np.flatnonzero(z1 <= 0) + 1
    if off.size:
        print(f"  Units that are off, {', '.join(map(str, off))}, have rows of zeros in dL/dW1.")
    autograd(point, by_hand)


def autograd(point: dict[str, np.ndarray], by_hand: tuple[np.ndarray, ...]) -> None:
    """PyTorch's gradients, where it is installed; the scaled weights themselves are the leaves."""
    try:
        import torch
    except ImportError:
        print("  PyTorch is not installed: not compared.")
        return
    leaf = {name: torch.tensor(v, requires_grad=True) for name, v in point.items()}
    ((leaf["W2"] @ torch.relu(leaf["W1"] @ leaf["x"]) - leaf["y"]) ** 2).mean().backward()
    pairs = zip(("W1", "W2"), by_hand, strict=True)
    gap = max(float(np.abs(leaf[name].grad.numpy() - right).max()) for name, right in pairs)
    print(f"  gap to PyTorch: {gap:.0e}")


def precisions(seeds: int) -> dict[str, list[float]]:
    """The largest gap of central differences of t³ + 2t to 3t² + 2, for random t."""
    exact = sc.compile(str(sc.diff("t^3 + 2t").answer), ["t"])
    gaps: dict[str, list[float]] = {"float64": [], "float32": []}
    for seed in range(seeds):
        t = np.random.default_rng(seed).standard_normal(5)
        for kind, found in gaps.items():
            s = t.astype(kind)
            slope = central(lambda s: s**3 + 2 * s, s, s.dtype.type(1e-5))
            found.append(float(np.abs(slope - exact(t)).max()))
    print(f"Central differences of sum(t^3 + 2t), h = 1e-5, random points: {seeds}")
    for kind, found in gaps.items():
        verdict = "below 1e-6" if max(found) < 1e-6 else "not below 1e-6"
        print(f"  {kind}: largest gap {max(found):.0e}, {verdict}")
    return gaps


def main() -> None:
    """One section after the other."""
    parser = command_line(__doc__, "derivatives.png")
    parser.add_argument("--steps", type=count, default=20, help="of descent (default: 20)")
    parser.add_argument("--seed", type=count, default=42, help="of the network (default: 42)")
    parser.add_argument("--points", type=count, default=20, help="in the last part (default: 20)")
    given = parser.parse_args()
    slopes()
    run = descent(given.steps)
    matrices()
    reverse_mode()
    network(given.seed)
    gaps = precisions(given.points)
    draw(given.out, (8.4, 5.8), partial(paint, run=run, gaps=gaps))


def paint(figure: Any, run: sc.Trace, gaps: dict[str, list[float]]) -> None:
    """x² and its slope, the bowl from above and as a surface, and the two precisions."""
    grid = figure.add_gridspec(2, 2)
    first, second, last = (figure.add_subplot(grid[k]) for k in ((0, 0), (0, 1), (1, 1)))
    x = np.linspace(-3, 3.2, 100)
    first.plot(x, sc.compile("x^2", ["x"])(x), label="x²")
    first.plot(x, 2 * x, label="its slope 2x")
    first.plot(AT, 2 * np.array(AT), "o", color="C1")
    first.set(xlabel="x", title="A function and its slope")
    first.legend()
    sparse, dense = (np.meshgrid(*2 * [np.linspace(-2, 2, n)]) for n in (11, 41))
    kernel = sc.compile(BOWL, ["x", "y"])
    slope = np.moveaxis(kernel.gradient(*sparse), -1, 0)
    second.contour(*dense, kernel(*dense), 10, colors="0.8", linewidths=1)
    second.quiver(*sparse, *slope, color="C0", width=0.006)
    second.plot(*run.points.T, "o-", color="C3", markersize=4)
    second.set(xlabel="x", ylabel="y", title="x² + y²: gradients and descent", aspect="equal")
    surface = figure.add_subplot(grid[1, 0], projection="3d")
    surface.plot_surface(*dense, kernel(*dense), cmap="viridis", alpha=0.7)
    surface.plot(*run.points.T, run.values, "o-", color="C3", markersize=3, zorder=5)
    surface.set(xlabel="x", ylabel="y", title="The surface")
    for kind, found in gaps.items():
        last.semilogy(range(1, len(found) + 1), found, "o", label=kind)
    last.axhline(1e-6, color="0.5", linestyle="--", linewidth=0.8)
    last.set(xlabel="random point", ylabel="largest gap", title="Central differences, h = 1e-5")
    last.xaxis.get_major_locator().set_params(integer=True)
    last.legend()


if __name__ == "__main__":
    main()
