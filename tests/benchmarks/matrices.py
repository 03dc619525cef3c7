"""Value and gradients of a network 784-256-10, batch 128, against NumPy by hand and JAX.

    python tests/benchmarks/matrices.py [rounds] [milliseconds a stretch]

The hand-written NumPy makes the same calls of BLAS and fills arrays that are there already. Each
round calls every contender in turn, and takes the fastest call of a stretch, which others' work on
the machine changes least; a ratio is the median of the ratios by round. JAX is left out,
with a sentence, where it is not installed.

The kernels that OpenBLAS chose decide: where the environment sets OPENBLAS_CORETYPE=Haswell, NumPy
and symcalc multiply with AVX2, JAX with AVX-512. What is chosen is printed.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from statistics import median
from typing import Any

import numpy as np

import symcalc as sc

Array = Any
Run = Callable[[], Any]
Answer = dict[str, dict[str, dict[str, float]]]
PEERS = ("NumPy by hand", "JAX")
CHOICES = ("", "Haswell")  # of OPENBLAS_CORETYPE; nothing is OpenBLAS's own choice
LOSS = "h = relu(X W1 + b1); mean(cross_entropy(h W2 + b2, Y))"
SHAPES = "X: (m, n), W1: (n, k), b1: k, W2: (k, c), b2: c, Y: (m, c)"
WEIGHTS = ("W1", "b1", "W2", "b2")
SAMPLES, PIXELS, HIDDEN, CLASSES = 128, 784, 256, 10
PAUSE = 0.02  # seconds, until threads that wait actively for work have gone to sleep


def network(dtype: str) -> dict[str, Array]:
    """Weights of a usual size, and a batch."""
    draw = np.random.default_rng(0)
    given = {
        "X": draw.normal(size=(SAMPLES, PIXELS)),
        "W1": draw.normal(size=(PIXELS, HIDDEN)) * (2 / PIXELS) ** 0.5,
        "b1": draw.normal(size=HIDDEN),
        "W2": draw.normal(size=(HIDDEN, CLASSES)) * (2 / HIDDEN) ** 0.5,
        "b2": draw.normal(size=CLASSES),
        "Y": np.eye(CLASSES)[draw.integers(0, CLASSES, SAMPLES)],
    }
    return {name: array.astype(dtype) for name, array in given.items()}


def by_hand(given: Mapping[str, Array], dtype: str) -> Run:
    """The best NumPy that we could write: every array is there before the call."""
    X, W1, b1, W2, b2, Y = (given[name] for name in ("X", "W1", "b1", "W2", "b2", "Y"))  # noqa: N806
    z, h, delta = (np.empty((SAMPLES, HIDDEN), dtype) for _ in range(3))
    logits, shares = (np.empty((SAMPLES, CLASSES), dtype) for _ in range(2))
    largest, sums = (np.empty((SAMPLES, 1), dtype) for _ in range(2))
    active = np.empty(z.shape, bool)
    gradients = tuple(np.empty_like(given[name]) for name in WEIGHTS)
    dW1, db1, dW2, db2 = gradients  # noqa: N806
    each = z.dtype.type(1 / SAMPLES)

    def run() -> tuple[float, tuple[Array, ...]]:
        np.matmul(X, W1, out=z)
        np.add(z, b1, out=z)
        np.maximum(z, 0, out=h)
        np.matmul(h, W2, out=logits)
        np.add(logits, b2, out=logits)
        np.max(logits, axis=1, keepdims=True, out=largest)
        np.subtract(logits, largest, out=logits)
        np.exp(logits, out=shares)
        np.sum(shares, axis=1, keepdims=True, out=sums)
        value = (np.log(sums).sum() - np.vdot(Y, logits)) * each
        np.divide(shares, sums, out=shares)
        np.subtract(shares, Y, out=shares)
        np.multiply(shares, each, out=shares)
        np.matmul(h.T, shares, out=dW2)
        np.sum(shares, axis=0, out=db2)
        np.matmul(shares, W2.T, out=delta)
        np.greater(z, 0, out=active)
        np.multiply(delta, active, out=delta)
        np.matmul(X.T, delta, out=dW1)
        np.sum(delta, axis=0, out=db1)
        return float(value), gradients

    return run


def by_symcalc(given: Mapping[str, Array], dtype: str, *, filled: bool) -> Run:
    """The compiled kernel, into the same arrays each time or into new ones."""
    kernel = sc.compile(LOSS, wrt=WEIGHTS, shapes=SHAPES, dtype=dtype)
    out = kernel.value_and_gradient(**given) if filled else None
    return lambda: kernel.value_and_gradient(**given, out=out)


def by_jax(given: Mapping[str, Array]) -> Run | None:
    """JAX, jitted, its arguments on its device; None where it is not installed."""
    try:
        jax = import_module("jax")
    except ImportError:
        return None
    jax.config.update("jax_enable_x64", True)
    jnp, names = jax.numpy, [*WEIGHTS, "X", "Y"]

    def loss(W1: Any, b1: Any, W2: Any, b2: Any, X: Any, Y: Any) -> Any:  # noqa: N803
        logits = jnp.maximum(X @ W1 + b1, 0) @ W2 + b2
        return jnp.mean(jax.nn.logsumexp(logits, axis=1) - jnp.sum(Y * logits, axis=1))

    both = jax.jit(jax.value_and_grad(loss, argnums=(0, 1, 2, 3)))
    there = [jax.device_put(given[name]) for name in names]
    return lambda: jax.block_until_ready(both(*there))


def contenders(dtype: str) -> dict[str, Run]:
    """Those that are installed, all with the same answer."""
    given = network(dtype)
    runs = {
        "NumPy by hand": by_hand(given, dtype),
        "symcalc, out=": by_symcalc(given, dtype, filled=True),
        "symcalc": by_symcalc(given, dtype, filled=False),
    }
    jax = by_jax(given)
    if jax is None:
        print("JAX is not installed: it is left out.")
    else:
        runs["JAX"] = jax
    value, gradients = runs["NumPy by hand"]()
    tolerance = 1e-12 if dtype == "float64" else 1e-4
    for name, run in runs.items():
        got, by = run()
        assert np.allclose(got, value, rtol=tolerance), name
        for a, b in zip(by, gradients, strict=True):
            assert np.allclose(a, b, rtol=0, atol=tolerance * np.abs(b).max()), name
    return runs


def timed(runs: Mapping[str, Run], rounds: int, stretch: float) -> dict[str, list[float]]:
    """Seconds a call, by round: the fastest of one stretch of calls."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    names = list(runs)
    for turn in range(rounds):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            times[name].append(_stretch(runs[name], stretch))
    return times


def _stretch(run: Run, seconds: float) -> float:
    time.sleep(PAUSE)
    run()
    run()
    calls: list[float] = []
    gc.disable()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        begin = time.perf_counter()
        run()
        calls.append(time.perf_counter() - begin)
    gc.enable()
    return min(calls)


def measured(rounds: int = 40, stretch: float = 40.0) -> Answer:
    """By type and contender: seconds, and the ratios to NumPy and JAX."""
    found: Answer = {}
    for dtype in ("float64", "float32"):
        times = timed(contenders(dtype), rounds, stretch / 1000)
        found[dtype] = {
            name: {"least": min(own), "median": median(own)}
            | {
                other: median(a / b for a, b in zip(own, times[other], strict=True))
                for other in PEERS
                if other in times
            }
            for name, own in times.items()
        }
    return found


def answers(rounds: int, stretch: float) -> dict[str, Answer]:
    """What a new process measures with each of the kernels that OpenBLAS may be told to use."""
    found: dict[str, Answer] = {}
    for choice in CHOICES:
        left = {k: v for k, v in os.environ.items() if k != "OPENBLAS_CORETYPE"}
        words = [sys.executable, __file__, str(rounds), str(stretch), "--json"]
        chosen = left | ({"OPENBLAS_CORETYPE": choice} if choice else {})
        done = subprocess.run(words, env=chosen, capture_output=True, text=True, check=True)
        found[choice] = json.loads(done.stdout.splitlines()[-1])
    return found


def main(rounds: float = 40, stretch: float = 40.0) -> None:
    """Print a table for each type."""
    print(f"OPENBLAS_CORETYPE={os.environ.get('OPENBLAS_CORETYPE', '(its own choice)')}")
    for dtype, times in measured(int(rounds), stretch).items():
        print(f"\n{dtype:16} {'least':>8} {'median':>8}   times NumPy   times JAX")
        for name, own in times.items():
            told = "".join(f"{own[other]:12.2f}" for other in PEERS if other in own)
            print(f"{name:16} {own['least'] * 1e6:6.0f} µs {own['median'] * 1e6:6.0f} µs{told}")


if __name__ == "__main__":
    given = [float(word) for word in sys.argv[1:3] if word != "--json"]
    if "--json" in sys.argv:
        print(json.dumps(measured(int(given[0]), given[1])))
    else:
        main(*given)
