"""The optimised Program of a workload, which C is handed too."""

from __future__ import annotations

from workloads import Workload

from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes import derivatives
from symcalc.compiler.passes.optimise import optimise


def program_of(workload: Workload) -> Program:
    """Its outputs are what is asked for: values, then derivatives, entry by entry."""
    problem = workload.problem
    values = lower(problem.formulas, problem.inputs)
    wrt = [problem.inputs.index(x) for x in problem.wrt]
    if workload.asked == "hessian":
        return optimise(derivatives.hessian(values, wrt))
    return optimise(derivatives.with_values(values, derivatives.jacobian(values, wrt)))
