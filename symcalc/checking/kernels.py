"""Does a compiled kernel agree with its own formula, numerically, and with itself?"""

from __future__ import annotations

from dataclasses import replace
from math import nan

from symcalc.checking.comparison import SETTLED, judged
from symcalc.checking.laws import laws
from symcalc.checking.orders import REFERENCE, comparisons
from symcalc.checking.reductions import pointwise, reduction
from symcalc.checking.report import RANK, CheckReport
from symcalc.checking.subject import Oracle, Subject
from symcalc.compiler.kernel import Kernel

NOWHERE = "No point was found where the formula has a finite value."
EFFORT = 20_000  # nodes that are computed in high precision for one comparison, about


def check_kernel(kernel: Kernel) -> CheckReport:
    """Compare all that a kernel computes with what is known of it otherwise.

    Values and derivatives come from the kernel's own backend, in its dtype. The values are compared
    with the reference interpreter, derivatives of order one with numeric differentiation of the
    values, those of order two with numeric differentiation of the gradient and with second
    differences of the values; then everything with itself: ⟨w, J·v⟩ = ⟨Jᵀ·w, v⟩, a symmetric
    Hessian, one point and many, value and gradient together and apart, a sum over data and the sum
    of its points.

    Where doubles differ, the figure is found again in high precision. A difference counts against
    the kernel only beyond what rounding can do to its code and what error the method still has.

    Parameters
    ----------
    kernel : Kernel
        With m outputs and n variables to differentiate by. Up to ten, every entry is compared; of
        larger ones, products with random directions.

    Returns
    -------
    CheckReport
        With a part for everything that was compared; its own figures are those of the worst.
    """
    subject = Subject.of(pointwise(kernel))
    if not len(subject.points):
        return CheckReport("undecided", 0, nan, nan, None, REFERENCE, note=NOWHERE)
    oracle = Oracle(subject)
    places = [subject.named(i) for i in range(len(subject.points))]
    settled = min(SETTLED, max(3, EFFORT // len(kernel.program.nodes)))
    tables = [*comparisons(subject, oracle), *laws(subject, oracle)]
    if kernel.reduce and (table := reduction(kernel, subject)):
        tables.append(table)
    parts = [judged(table, places, kernel.dtype, settled) for table in tables]
    return whole(parts)


def whole(parts: list[CheckReport]) -> CheckReport:
    """One report on all: the first of those that say most against it, or the largest difference.

    Where all agree, method and points are those of the first derivatives.
    """
    rank = max(RANK[part.status] for part in parts)
    if rank:
        worst = next(part for part in parts if RANK[part.status] == rank)
        return replace(worst, parts=tuple(parts))
    worst, main = max(parts, key=lambda part: part.max_error), parts[:2][-1]
    return replace(worst, what="", points=main.points, method=main.method, parts=tuple(parts))
