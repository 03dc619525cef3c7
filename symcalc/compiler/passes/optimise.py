"""The passes that every Program goes through before it is compiled."""

from __future__ import annotations

from symcalc.compiler.ir import Program
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.powers import powers


def optimise(program: Program) -> Program:
    """The same function in fewer operations; applied twice it changes nothing more.

    `powers` folds whatever it copies, and folding needs one round only.
    """
    return dead_code(powers(program))
