"""The figures that were asked for: one table. `reached` is None where it was not measured."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from matrices import PEERS
from measure import VALUE
from results import OURS, Results, geometric_mean, largest

Figure = Callable[[Results], float | None]


@dataclass(frozen=True)
class Goal:
    """A figure, its bound, and its unit; a factor has none."""

    title: str
    bound: float
    reached: Figure
    unit: str = "×"


def _ratio(workload: str) -> Figure:
    return lambda results: results.ratio(workload, OURS)


def _one_call(workload: str) -> Figure:
    return lambda results: results.ratio(workload, OURS, "casadi-jit")


def _others(workload: str) -> Figure:
    return lambda results: results.over_others(workload)


def _over_value(workload: str) -> Figure:
    return lambda results: results.ratio(workload, OURS, VALUE)


def _mean(results: Results) -> float | None:
    return geometric_mean(results.ratio(name, OURS) for name in "abcdeg")


def _compiling(workload: str) -> Figure:
    return lambda results: results.compile_seconds(workload)


def _graph(kind: str, size: int) -> Figure:
    return lambda results: results.graph(kind, size)


def _stored(results: Results) -> float | None:
    return largest(results.stored_seconds(name) for name in results.compiling)


def _growth(results: Results, kind: str, key: str) -> float | None:
    """How many times more ten times the graph takes, over ten: 1 is linear."""
    small, large = (results.graph(kind, size, key) for size in (10**4, 10**5))
    return large / small / 10 if small and large else None


def _network(dtype: str, peer: str) -> Figure:
    """With the kernels that OpenBLAS chooses by itself."""
    return lambda results: results.over("", dtype, peer)


def _call(results: Results) -> float | None:
    slowest = largest(results.calls.values())
    return None if slowest is None else slowest * 1e9


BOUNDS = {"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.05, "e": 1.0, "g": 1.0}
# The memory roof is the same for all: b may tie.
TIES = {"b": 1.05}

GOALS = (
    *(Goal(f"{name}: time over C's", bound, _ratio(name)) for name, bound in BOUNDS.items()),
    Goal("a, b, c, d, e, g: geometric mean over C", 0.75, _mean),
    *(
        Goal(f"{name}: over the fastest other tool's", TIES.get(name, 1.0), _others(name))
        for name in "abcdefg"
    ),
    Goal("d, one call: over CasADi's jit", 1.2, _one_call("d1")),
    Goal("f, one call: over CasADi's jit", 1.2, _one_call("f1")),
    *(Goal(f"{name}: value and gradient over value", 3.0, _over_value(name)) for name in "abcdfg"),
    Goal("a call with up to 8 numbers, arithmetic included", 400, _call, "ns"),
    Goal("e: compile time", 0.3, _compiling("e"), "s"),
    Goal("d: compile time", 0.6, _compiling("d"), "s"),
    Goal("first call from the disk cache, the slowest", 0.05, _stored, "s"),
    Goal("10⁴ statements, one point: compile time", 2, _graph("point", 10**4), "s"),
    Goal("10⁴ statements, batch: compile time", 5, _graph("batch", 10**4), "s"),
    Goal("10⁵ statements, one point: compile time", 60, _graph("point", 10**5), "s"),
    Goal("10⁵ statements, batch: compile time", 60, _graph("batch", 10**5), "s"),
    Goal(
        "10⁵ over 10⁴ statements, one point: memory, 1 is linear",
        1.2,
        partial(_growth, kind="point", key="megabytes"),
    ),
    Goal(
        "10⁵ over 10⁴ statements, batch: memory, 1 is linear",
        1.2,
        partial(_growth, kind="batch", key="megabytes"),
    ),
    *(
        Goal(f"network 784-256-10, batch 128, {dtype}: over {peer}", 1.1, _network(dtype, peer))
        for dtype in ("float64", "float32")
        for peer in PEERS
    ),
)
