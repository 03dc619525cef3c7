"""The verbs `svm`, `kkt` and `penalised`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from symcalc import asking
from symcalc.asking import Given, Variable
from symcalc.derivation import Derivation
from symcalc.reading import read
from symcalc.tutor import constrained as tutor
from symcalc.verbs.registry import verb


@verb(
    'symcalc svm "[[1, 1], [3, 3]]" "[-1, 1]"',
    'symcalc svm "[[0, 0], [1, 1], [0, 1], [1, 0]]" "[1, 1, -1, -1]"',
)
def svm(points: Any, labels: Any) -> Derivation:
    """Find the line, or the plane, that keeps the POINTS with different LABELS widest apart.

    The hard-margin support vector machine of a toy set, solved exactly: primal problem,
    Lagrangian, dual problem, active sets, and the conditions at every point.

    Parameters
    ----------
    points : text in brackets, a sequence, or an array
        Up to 20 points as rows of up to three rational coordinates.
    labels : text in brackets, a sequence, or an array
        1 or −1 for each point; 0 counts as −1.

    Returns
    -------
    Derivation
        `.answer` is (w, b, α): a column Matrix, a number, and a multiplier for each point. Where no
        plane keeps the labels apart it is "not separable", with the proof as steps. `.plot()`
        draws points in one and two coordinates.

    Raises
    ------
    ShapeError
        If points and labels do not fit together.
    UnsupportedError
        If a label is not 1 or −1, or all are the same.

    Examples
    --------
    >>> w, b, weights = svm([[1, 1], [3, 3]], [-1, 1]).answer
    >>> w.T, b, weights
    (Matrix([[1/2, 1/2]]), -2, (1/4, 1/4))
    >>> svm([[0, 0], [1, 1], [0, 1], [1, 0]], [1, 1, -1, -1]).answer
    'not separable'
    """
    return tutor.svm(points, labels)


@verb(
    'symcalc kkt "x^2 + y^2" --subject-to "x + y >= 1" --subject-to "x >= 0"',
    'symcalc kkt "x^2 + y^2" --subject-to "x + y = 1"',
)
def kkt(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    subject_to: Sequence[Given] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Write the conditions of Karush, Kuhn and Tucker for the least value of F, and solve them.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    wrt : names or symbols
        The variables; all letters of the formula and its constraints, if left out.
    subject_to : equations and inequalities
        Constraints: "x + y = 1", "x >= 0".
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is a tuple of (point, multipliers, value), one for each minimum that is found: a
        dict from symbols to numbers, the same for the multipliers, and the value.

    Raises
    ------
    UnsupportedError
        If the formula cannot be differentiated, or a constraint is none.

    Examples
    --------
    >>> kkt("x^2 + y^2", subject_to=["x + y >= 1", "x >= 0"]).answer
    (({x: 1/2, y: 1/2}, {mu_1: 1, mu_2: 0}, 1/2),)
    """
    chosen = asking.listed(wrt)
    known = [*names, *asking.declared(chosen)]
    body = asking.notation_of(f, known)
    given = subject_to if isinstance(subject_to, list | tuple) else [subject_to]
    written = [
        read(c, names=known) if isinstance(c, str) else asking.notation_of(c)
        for c in given
        if c is not None
    ]
    among = tuple(body.symbols.union(*(node.symbols for node in written)))
    return tutor.kkt(body, written, [asking.symbol_of(x, among) for x in chosen])


@verb(
    'symcalc penalised "(w - a)^2/2" --penalty l1',
    'symcalc penalised "(w1 - 3)^2 + (w2 - 1/2)^2" --penalty l1 --weight 2',
    'symcalc penalised "(w - a)^2/2" --penalty l2 --weight 0.5',
)
def penalised(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    penalty: str = "l2",
    weight: Given | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Find where F and a penalty on its weights are least together, and the ball that says so.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A loss that is quadratic and convex in its weights; other letters are constants.
    wrt : names or symbols
        The weights; w, w1, w2 … if left out, or all letters where there are none.
    penalty : str
        "l1", the sum of absolute values, or "l2", the sum of squares.
    weight : number, letter or formula
        What the penalty is multiplied by, λ if left out.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is the formula of a single weight, or a column Matrix. `.plot()` draws the balls
        of two weights, or how one weight is shrunk.

    Raises
    ------
    UnsupportedError
        If the loss is not quadratic and convex, or the weight of the penalty is not positive.

    Examples
    --------
    >>> penalised("(w - a)^2/2", penalty="l2").answer
    a/(2*lambda + 1)
    >>> penalised("(w1 - 3)^2 + (w2 - 1/2)^2", penalty="l1", weight=2).answer.T
    Matrix([[2, 0]])
    """
    chosen = asking.listed(wrt)
    body = asking.notation_of(f, [*names, *asking.declared(chosen)])
    by = [asking.symbol_of(x, tuple(body.symbols)) for x in chosen]
    factor = asking.notation_of("lambda" if weight is None else weight)
    return tutor.penalised(body, penalty, factor, by)
