"""Factors that cancel, and constants that meet."""

from __future__ import annotations

import sys

from symcalc.compiler.ir import Node, Program
from symcalc.compiler.passes.fold import Folding, copied


def cancelled(program: Program) -> Program:
    """Write x·(y/x), (x·y)/x and x/(x/y) as y, x/x as 1, y/(1/x) as y·x and (1/x)·y as y/x.

    Numbers meet: 2·(3·x) is 6·x.
    Values change by at most 2 ulp. Where x is 0 or infinite the result is what is left, no longer
    nan, as SymPy has it when a formula is built.
    """
    return copied(program, _Cancelling(program.table))


class _Cancelling(Folding):
    """Folding, with the rules above."""

    def node(self, node: Node) -> int:
        """The number of the simplified `node`."""
        simpler = None
        if node.op == "product":
            u, v = node.args
            simpler = self._times(u, v)
            simpler = self._times(v, u) if simpler is None else simpler
        elif node.op == "quotient":
            simpler = self._over(*node.args)
        return super().node(node) if simpler is None else simpler

    def _times(self, u: int, v: int) -> int | None:
        op, args, _ = self[v]
        if op == "quotient":
            above, below = args
            if below == u:
                return above
            return self.add("quotient", u, below) if self.value(above) == 1.0 else None
        if op == "product" and self.value(u) is not None:
            return self._collected(u, *args) or self._collected(u, *reversed(args))
        return None

    def _collected(self, u: int, v: int, w: int) -> int | None:
        """u·(v·w) for numbers u and v."""
        first, second = self.value(u), self.value(v)
        if first is None or second is None:
            return None
        both = first * second
        if not sys.float_info.min <= abs(both) <= sys.float_info.max:
            return None
        return self.add("product", self.constant(both), w)

    def _over(self, u: int, v: int) -> int | None:
        if u == v:
            return self.constant(1.0)
        above, below = self[u], self[v]
        if below.op == "quotient" and below.args[0] == u:
            return below.args[1]
        if below.op == "quotient" and self.value(below.args[0]) == 1.0:
            return self.add("product", u, below.args[1])
        if above.op == "product" and v in above.args:
            [*others] = above.args
            others.remove(v)
            return others[0]
        return None
