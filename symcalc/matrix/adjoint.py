"""Adjoints: what a scalar loss receives from each term, backwards through the graph.

No rule is written here. The differential of an operation is linear in the change of its argument;
transposing it gives the adjoint: ⟨G, dY⟩ = ⟨X̄, dX⟩.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from symcalc.matrix import algebra
from symcalc.matrix.differential import change
from symcalc.matrix.operations import TABLE
from symcalc.matrix.term import Term, depending, made, ordered


class Passed(NamedTuple):
    """One line of the reverse sweep: `node` passes `amount` to its argument k."""

    node: Term
    k: int
    received: Term
    amount: Term


Watch = Callable[[Passed], None]


def adjoints(
    root: Term, wrt: Sequence[Term], seed: Term | None = None, watch: Watch | None = None
) -> dict[Term, Term]:
    """The adjoint of every term between `root` and `wrt`: of the shape of the term.

    Parameters
    ----------
    root : Term
        A scalar loss, or any term when `seed` is given.
    wrt : sequence of Term
        What the adjoints are wanted of; every one is in the result, zeros where nothing arrives.
    seed : Term, optional
        The adjoint of the root; 1 for a loss.
    watch : callable, optional
        Called with each line of the sweep.
    """
    live = depending([root], wrt)
    found: dict[Term, Term] = {root: seed or algebra.UNIT}
    for node in reversed(ordered(root)):
        if node not in live or node not in found or node in wrt:
            continue
        for k, arg in enumerate(node.args):
            if arg not in live:
                continue
            amount = passed(node, k, found[node])
            if watch:
                watch(Passed(node, k, found[node], amount))
            found[arg] = algebra.plus(amount, found[arg]) if arg in found else amount
    return found | {x: algebra.filled(0, x.shape) for x in wrt if x not in found}


def passed(node: Term, k: int, g: Term) -> Term:
    """What one operation passes on to its argument k when `g` arrives."""
    row = TABLE[node.op]
    if row.transposed is not None:
        return row.transposed(node, k, g)
    arg = node.args[k]
    small = made("symbol", (), arg.shape, ("d", node, k))
    return pulled(change(node, {k: small}), small, g)


def pulled(linear: Term, on: Term, g: Term) -> Term:
    """The adjoint of `on`, by which `linear` is linear: the transposed map applied to g."""
    return adjoints(linear, [on], g)[on]
