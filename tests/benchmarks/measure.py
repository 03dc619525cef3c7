"""Times by rounds: every contender once a round, so that all meet the same machine.

A round allocates the outputs anew, calls once, and takes the fastest of three stretches of calls.
"""

from __future__ import annotations

import gc
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from statistics import median

import oracle
from contenders import Contender, Result, Started
from workloads import Workload

STRETCHES = 3
VALUE = "symcalc, value"  # the value alone, timed beside the rest


class WrongResult(Exception):
    """A contender computes something else; it gets no time."""


@dataclass(frozen=True)
class Timing:
    """What one contender did with one workload.

    Attributes
    ----------
    first : float
        Seconds from the formula to the first result: deriving, compiling, one call.
    errors : tuple of float
        The largest relative error of value and derivatives.
    rounds : tuple of float
        Seconds a call, by round.
    failure : str
        Why there are no times.
    """

    first: float = 0.0
    errors: tuple[float, float] = (0.0, 0.0)
    rounds: tuple[float, ...] = ()
    failure: str = ""

    @property
    def seconds(self) -> float:
        """The median over the rounds."""
        return median(self.rounds)

    def against(self, other: Timing) -> float:
        """How many times the other's time: the median of the ratios by round."""
        return median(a / b for a, b in zip(self.rounds, other.rounds, strict=True))


@dataclass
class Entrant:
    """A contender that is ready to be timed."""

    start: Callable[[], Started]
    first: float = 0.0
    errors: tuple[float, float] = (0.0, 0.0)
    calls: int = 1
    rounds: list[float] = field(default_factory=list)


def measure(
    workload: Workload,
    contenders: Mapping[str, Contender],
    rounds: int,
    seconds: float,
    say: Callable[[str], None] = print,
) -> dict[str, Timing]:
    """Build, compare, time; by the contenders' names, and the value alone under `VALUE`."""
    ready, failed = prepared(workload, contenders, say)
    for entrant in ready.values():
        entrant.calls = _calls(entrant, seconds / STRETCHES)
    for turn in range(rounds):
        order = deque(ready.values())
        order.rotate(turn)
        for entrant in order:
            entrant.rounds.append(_round(entrant))
    timed = {
        name: Timing(entrant.first, entrant.errors, tuple(entrant.rounds))
        for name, entrant in ready.items()
    }
    return timed | failed


def prepared(
    workload: Workload, contenders: Mapping[str, Contender], say: Callable[[str], None]
) -> tuple[dict[str, Entrant], dict[str, Timing]]:
    """The contenders that compute what is asked for, and why the others do not."""
    ready, failed = dict[str, Entrant](), dict[str, Timing]()
    common: Result | None = None
    for name, contender in contenders.items():
        try:
            entrants, result = _entrants(name, contender, workload)
            common = common or result
            _require_agreement(entrants[name].errors, result, common)
        except Exception as error:  # noqa: BLE001 - whatever a tool raises, the others go on
            failed[name] = Timing(failure=" ".join(f"{type(error).__name__}: {error}".split()))
            say(f"  {name}: {failed[name].failure[:200]}")
        else:
            ready |= entrants
    return ready, failed


def _entrants(
    name: str, contender: Contender, workload: Workload
) -> tuple[dict[str, Entrant], Result]:
    """A contender that has given its first result, and its value alone where it has that."""
    begin = time.perf_counter()
    run = contender.build(workload)
    call, rows = run.start()
    call()
    first, result = time.perf_counter() - begin, rows()
    entrants = {name: Entrant(run.start, first, oracle.errors(workload, result))}
    if run.value is not None:
        run.value()[0]()
        entrants[VALUE] = Entrant(run.value)
    return entrants, result


def _require_agreement(errors: tuple[float, float], result: Result, common: Result) -> None:
    if not max(errors) <= oracle.CLOSE:
        raise WrongResult(f"off by {max(errors):.1e}")
    if oracle.differs(result, common):
        raise WrongResult("differs at some points from what another computed")


def _calls(entrant: Entrant, seconds: float) -> int:
    """How many calls fill a stretch."""
    started = entrant.start()
    calls = 1
    while True:
        took = _stretch(started, calls)
        if took > seconds / 4:
            return max(1, round(calls * seconds / took))
        calls *= 4


def _round(entrant: Entrant) -> float:
    started = entrant.start()
    started[0]()
    return min(_stretch(started, entrant.calls) for _ in range(STRETCHES)) / entrant.calls


def _stretch(started: Started, calls: int) -> float:
    call = started[0]
    gc.disable()
    begin = time.perf_counter()
    for _ in range(calls):
        call()
    took = time.perf_counter() - begin
    gc.enable()
    return took
