"""Everything that was measured in one run, and what is read off it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import exp, log

from matrices import Answer as Network
from measure import VALUE, Timing
from start_up import Answer
from workloads import TABLE

OURS, PEER = "symcalc", "c"
FILLED = "symcalc, out="


@dataclass
class Results:
    """A part that was not asked for is empty.

    Attributes
    ----------
    machine : list
        Words and figures about it.
    titles : dict
        The contenders that took part.
    rounds : int
        How often each was timed.
    timings : dict
        By workload and contender.
    compiling : dict
        By workload: with nothing stored, and from the disk.
    graphs : dict
        By kind and size of graph; None where the time was up.
    calls : dict
        Seconds of a call by the number of its scalar arguments.
    matrices : dict
        By the choice of OpenBLAS's kernels, the type and the contender.
    day : str
        When matrices were measured.
    """

    machine: list[tuple[str, str]]
    titles: dict[str, str]
    rounds: int = 0
    timings: dict[str, dict[str, Timing]] = field(default_factory=dict)
    compiling: dict[str, tuple[Answer | None, Answer | None]] = field(default_factory=dict)
    graphs: dict[tuple[str, int], Answer | None] = field(default_factory=dict)
    calls: dict[int, float] = field(default_factory=dict)
    matrices: dict[str, Network] = field(default_factory=dict)
    day: str = ""

    def timing(self, workload: str, contender: str) -> Timing | None:
        """What was timed, if it was."""
        found = self.timings.get(workload, {}).get(contender)
        return found if found and found.rounds else None

    def ratio(self, workload: str, contender: str, peer: str = PEER) -> float | None:
        """A contender's time over a peer's."""
        one, other = self.timing(workload, contender), self.timing(workload, peer)
        return one.against(other) if one and other else None

    def over_others(self, workload: str) -> float | None:
        """Our time over that of the fastest contender that is neither C nor ours."""
        others = set(self.timings.get(workload, {})) - {OURS, PEER, VALUE}
        ratios = [r for name in others if (r := self.ratio(workload, OURS, name)) is not None]
        return max(ratios, default=None)

    def nanoseconds(self, workload: str, contender: str) -> float | None:
        """A point's time."""
        timing = self.timing(workload, contender)
        return timing.seconds / TABLE[workload].points * 1e9 if timing else None

    def compile_seconds(self, workload: str) -> float | None:
        """From the formula to the first result, less one more call; nothing was stored."""
        cold = self.compiling.get(workload, (None, None))[0]
        return cold["built"] + cold["first"] - cold["again"] if cold else None

    def stored_seconds(self, workload: str) -> float | None:
        """The first call of a kernel that another process has compiled, less one more call."""
        stored = self.compiling.get(workload, (None, None))[1]
        return stored["first"] - stored["again"] if stored else None

    def start_seconds(self, workload: str) -> float | None:
        """What Numba itself takes to start, before it compiles or loads anything of ours."""
        stored = self.compiling.get(workload, (None, None))[1]
        return stored["numba"] if stored else None

    def over(self, choice: str, dtype: str, peer: str) -> float | None:
        """The kernel's time for a network, into arrays that are there, over a peer's."""
        return self.matrices.get(choice, {}).get(dtype, {}).get(FILLED, {}).get(peer)

    def graph(self, kind: str, size: int, key: str = "first") -> float | None:
        """A figure of a large graph."""
        found = self.graphs.get((kind, size))
        return found[key] if found else None


def geometric_mean(ratios: Iterable[float | None]) -> float | None:
    """Of all; None if one is missing."""
    known = list(ratios)
    if not known or None in known:
        return None
    return exp(sum(log(r) for r in known if r is not None) / len(known))


def largest(figures: Iterable[float | None]) -> float | None:
    """Of those that are known."""
    return max((f for f in figures if f is not None), default=None)
