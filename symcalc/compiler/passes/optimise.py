"""The passes that every Program goes through before it is compiled."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from symcalc.compiler.ir import Program
from symcalc.compiler.passes.balanced import balanced
from symcalc.compiler.passes.cancelled import cancelled
from symcalc.compiler.passes.cost import cost
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.factored import factored
from symcalc.compiler.passes.fold import fold
from symcalc.compiler.passes.powers import powers
from symcalc.compiler.passes.reciprocals import reciprocals
from symcalc.compiler.passes.scheduled import scheduled
from symcalc.compiler.passes.shared import shared
from symcalc.compiler.passes.stable import stable

Pass = Callable[[Program], Program]
Stage = tuple[str, Program]

SIMPLIFYING: tuple[Pass, ...] = (cancelled, reciprocals, dead_code, factored, dead_code)
TIDYING: tuple[Pass, ...] = (powers, stable, shared, dead_code, balanced, dead_code, scheduled)


# A round that leaves more than this part of the cost is not taken, and is the last.
WORTH_WHILE, WORTH_WHILE_IF_LARGE = 0.99, 0.9
LARGE = 20_000  # nodes


def optimise(program: Program) -> Program:
    """The same function in fewer operations; applied twice it changes nothing more.

    Each pass says what it keeps. The passes that simplify are repeated as long as they save
    a hundredth of the cost, since one makes room for another.
    """
    with _uncollected():
        [(_, result)] = deque(stages(program), maxlen=1)
    return result


def stages(program: Program) -> Iterator[Stage]:
    """What each pass of `optimise` leaves, with its name, to look at.

    Examples
    --------
    >>> from symcalc.compiler.ir import Builder, Op
    >>> ops = Op("sum", 2, "{0} + {1}"), Op("product", 2, "{0} * {1}")
    >>> builder = Builder()
    >>> x, y = builder.input("x"), builder.input("y")
    >>> total = builder.add("sum", builder.add("product", x, x), builder.add("product", x, y))
    >>> *_, (name, last) = stages(Program(builder.nodes, (x, y), (total,), ops))
    >>> print(f"{name}: {last}")
    scheduled: x y
    v2 = x + y
    v3 = x * v2
    return v3
    """
    simpler = list(_through((dead_code, fold), program))
    while True:
        yield from simpler
        for name, program in _through(TIDYING, simpler[-1][1]):
            yield name, program
        simpler = list(_through(SIMPLIFYING, program))
        part = WORTH_WHILE_IF_LARGE if len(program.nodes) > LARGE else WORTH_WHILE
        if cost(simpler[-1][1]) >= part * cost(program):
            return


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector, which would look at every node again and again: none is in a cycle."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _through(passes: Sequence[Pass], program: Program) -> Iterator[Stage]:
    for each in passes:
        program = each(program)
        yield each.__name__, program
