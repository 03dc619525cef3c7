"""exp(A) of a square matrix: of each entry, or the sum of Aᵏ/k!; refused where both could be."""

from __future__ import annotations

from collections.abc import Collection

from symcalc.errors import UnsupportedError
from symcalc.matrix.interpret.arithmetic import is_square
from symcalc.matrix.interpret.formula import MatrixFormula
from symcalc.matrix.term import Term, ordered

FUNCTIONS = ("exp", "log", "sqrt", "sin", "cos", "exponential")
OF_WHOLE = ("trace", "det", "logdet", "inverse")  # which matrices have, not their entries
PRODUCTS = ("matmul",)
PASSING = ("scale", "sum", "transpose")  # f(A) + B, 2 f(A), f(A)ᵀ are of whole matrices as f(A) is
WHAT = (
    "{name} of a square matrix could be taken of each entry, or be a function of the whole matrix"
)
HINT = (
    "a function of a matrix, as the sum of A^k/k!, cannot be worked out yet; of each entry, ask for"
    " the function at a list: {name}(x) for x = [1, 2]"
)


def refuse_functions_of_matrices(formula: MatrixFormula, *, value: bool) -> None:
    """Refuse exp, log, sqrt, sin and cos of a square matrix that is used as a whole.

    Parameters
    ----------
    formula : MatrixFormula
        Read already, with functions taken of each entry.
    value : bool
        Whether the formula itself is asked for: then it, and products in it, are of whole matrices.

    Raises
    ------
    UnsupportedError
        If one stands where a matrix is meant; in sum(exp(A)) and exp(A) ⊙ B it does not.
    """
    nodes = ordered(formula.term)
    found = {n for n in nodes if n.op == "map" and n.value in FUNCTIONS and is_square(n)}
    if not found:
        return
    whole = _passed_on(nodes, found)
    users = (*OF_WHOLE, *PRODUCTS) if value else OF_WHOLE
    used = {arg for n in nodes if n.op in users for arg in n.args}
    used |= {formula.term} if value else set()
    if whole & used:
        spelled = next(str(n.value) for n in nodes if n in found)
        name = {"exponential": "a power"}.get(spelled, spelled)
        hint = HINT.format(name="exp" if spelled == "exponential" else spelled)
        raise UnsupportedError(WHAT.format(name=name), where=formula.text, hint=hint)


def _passed_on(nodes: Collection[Term], found: set[Term]) -> set[Term]:
    """The terms, and sums and multiples of them."""
    whole = set(found)
    for node in nodes:
        if node.op in PASSING and any(arg in whole for arg in node.args) and node.shape:
            whole.add(node)
    return whole
