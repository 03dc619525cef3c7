"""A network of three layers by hand: symcalc derives the gradients, NumPy writes them out.

    python examples/labs/mlp_by_hand.py

A 4-5-5-3 network with softmax and cross-entropy, samples as columns. The backward pass written
below is the one that `backprop` prints; it is compared with the compiled gradients, with finite
differences, and with JAX or PyTorch where they are installed.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

LOSS = """
z1 = W1 X + b1; a1 = tanh(z1);
z2 = W2 a1 + b2; a2 = relu(z2);
z3 = W3 a2 + b3; cross_entropy(z3, Y)
"""
SHAPES = "X: (4, m), Y: (3, m), W1: (5, 4), b1: 5, W2: (5, 5), b2: 5, W3: (3, 5), b3: 3"
NAMES = ("W1", "b1", "W2", "b2", "W3", "b3")
NEED = 1e-6


def batch(samples: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """Random inputs, one-hot labels, and parameters."""
    rng = np.random.default_rng(seed)
    sizes = [("W1", (5, 4)), ("b1", 5), ("W2", (5, 5)), ("b2", 5), ("W3", (3, 5)), ("b3", 3)]
    p = {name: rng.normal(size=shape) / 2 for name, shape in sizes}
    labels = np.eye(3)[rng.integers(3, size=samples)].T
    return rng.normal(size=(4, samples)), labels, p


def by_hand(x: np.ndarray, y: np.ndarray, p: dict) -> dict[str, np.ndarray]:
    """The backward pass, line by line as it is derived."""
    m = x.shape[1]
    z1 = p["W1"] @ x + p["b1"][:, None]
    a1 = np.tanh(z1)
    z2 = p["W2"] @ a1 + p["b2"][:, None]
    a2 = np.maximum(z2, 0)
    z3 = p["W3"] @ a2 + p["b3"][:, None]
    shares = np.exp(z3 - z3.max(axis=0))
    shares /= shares.sum(axis=0)
    delta3 = (shares - y) / m
    delta2 = (p["W3"].T @ delta3) * (z2 > 0)
    delta1 = (p["W2"].T @ delta2) * (1 - a1**2)
    weights = {"W1": delta1 @ x.T, "W2": delta2 @ a1.T, "W3": delta3 @ a2.T}
    biases = {"b1": delta1.sum(axis=1), "b2": delta2.sum(axis=1), "b3": delta3.sum(axis=1)}
    return weights | biases


def second(x: np.ndarray, p: dict) -> np.ndarray:
    """The arguments of the ReLUs."""
    return p["W2"] @ np.tanh(p["W1"] @ x + p["b1"][:, None]) + p["b2"][:, None]


def value(x: np.ndarray, y: np.ndarray, p: dict) -> float:
    """The loss, for finite differences."""
    a2 = np.maximum(second(x, p), 0)
    z3 = p["W3"] @ a2 + p["b3"][:, None]
    top = z3.max(axis=0)
    return float((top + np.log(np.exp(z3 - top).sum(axis=0)) - (y * z3).sum(axis=0)).mean())


def by_differences(x: np.ndarray, y: np.ndarray, p: dict) -> dict[str, np.ndarray]:
    """Central differences, entry by entry."""
    found, h = {}, 1e-6
    for name, weights in p.items():
        slopes = np.zeros_like(weights)
        for place in np.ndindex(weights.shape):
            step = np.zeros_like(weights)
            step[place] = h
            up, down = {**p, name: weights + step}, {**p, name: weights - step}
            slopes[place] = (value(x, y, up) - value(x, y, down)) / (2 * h)
        found[name] = slopes
    return found


def by_autograd(x: np.ndarray, y: np.ndarray, p: dict) -> dict[str, dict[str, np.ndarray]]:
    """The gradients of JAX and PyTorch, where they are installed."""
    found = {}
    try:
        import jax
    except ImportError:
        print("JAX is not installed: not compared.")
    else:
        found["JAX"] = of_jax(jax, x, y, p)
    try:
        import torch
    except ImportError:
        print("PyTorch is not installed: not compared.")
    else:
        found["PyTorch"] = of_torch(torch, x, y, p)
    return found


def of_jax(jax: Any, x: np.ndarray, y: np.ndarray, p: dict) -> dict[str, np.ndarray]:
    """jax.grad in double precision."""
    jax.config.update("jax_enable_x64", val=True)
    np_ = jax.numpy

    def loss(p: dict):
        a1 = np_.tanh(p["W1"] @ x + p["b1"][:, None])
        a2 = jax.nn.relu(p["W2"] @ a1 + p["b2"][:, None])
        z3 = p["W3"] @ a2 + p["b3"][:, None]
        return -(y * jax.nn.log_softmax(z3, axis=0)).sum(axis=0).mean()

    return {name: np.asarray(g) for name, g in jax.grad(loss)(p).items()}


def of_torch(torch: Any, x: np.ndarray, y: np.ndarray, p: dict) -> dict[str, np.ndarray]:
    """loss.backward() in double precision."""
    q = {name: torch.tensor(w, requires_grad=True) for name, w in p.items()}
    a1 = torch.tanh(q["W1"] @ torch.tensor(x) + q["b1"][:, None])
    a2 = torch.relu(q["W2"] @ a1 + q["b2"][:, None])
    z3 = q["W3"] @ a2 + q["b3"][:, None]
    loss = -(torch.tensor(y) * torch.log_softmax(z3, dim=0)).sum(dim=0).mean()
    loss.backward()
    return {name: w.grad.numpy() for name, w in q.items()}


def gap(left: dict, right: dict) -> float:
    """The largest difference of any entry."""
    return max(float(np.abs(left[name] - right[name]).max()) for name in left)


def main() -> None:
    """Derive, write out, compare."""
    parser = command_line(__doc__, "mlp_by_hand.png")
    parser.add_argument("--samples", type=count, default=32, help="in the batch (default: 32)")
    given = parser.parse_args()
    print(sc.backprop(LOSS, NAMES, shapes=SHAPES, samples="columns").text(), flush=True)
    x, y, p = batch(given.samples)
    own = by_hand(x, y, p)
    kernel = sc.compile(LOSS, wrt=NAMES, shapes=SHAPES, samples="columns")
    compiled = dict(zip(NAMES, kernel.gradient(X=x, Y=y, **p), strict=True))
    others = {"compiled": compiled, "finite differences": by_differences(x, y, p)}
    gaps = {name: gap(own, g) for name, g in {**others, **by_autograd(x, y, p)}.items()}
    for name, size in gaps.items():
        print(f"by hand against {name + ':':20} largest gap {size:.0e}")
    worst = max(gaps.values())
    print(f"All are within {NEED:.0e}." if worst < NEED else f"A gap is not below {NEED:.0e}.")
    if gaps["finite differences"] >= NEED:
        near = int((np.abs(second(x, p)) < 1e-5).sum())
        print(f"Arguments of ReLUs within 1e-5 of 0, where differences miss the kink: {near}.")
    off = [str(k + 1) for k, row in enumerate(own["W2"]) if not row.any()]
    if off:
        which = (
            f"ReLU {off[0]} of layer 2 is"
            if len(off) == 1
            else (f"ReLUs {', '.join(off)} of layer 2 are")
        )
        have = "it has" if len(off) == 1 else "each has"
        print(f"{which} off for every sample. What {have} in dL/dW2 (a row),")
        print("in dL/db2 (an entry) and in dL/dW3 (a column) is 0.")
    draw(given.out, (8, 4.5), partial(paint, gradients=own))
    if worst >= NEED:
        raise SystemExit(1)


def paint(figure: Any, gradients: dict[str, np.ndarray]) -> None:
    """Each gradient as a map of its entries, weights above and biases below."""
    figure.suptitle("Gradients of the loss by every weight and bias")
    rows = figure.subplots(2, 3, height_ratios=[4, 1])
    for axes, (name, g) in zip(rows.flat, sorted(gradients.items()), strict=True):
        size = float(np.abs(g).max())
        image = axes.imshow(np.atleast_2d(g), cmap="RdBu", vmin=-size, vmax=size)
        axes.set(title=f"∂L/∂{name}", xticks=[], yticks=[])
        figure.colorbar(image, ax=axes, ticks=[-size, 0, size], format="%.2f")


if __name__ == "__main__":
    main()
