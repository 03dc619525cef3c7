"""The verbs `explain`, `diff` and `gradient`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symcalc import asking
from symcalc.asking import Given, Point, Shapes, Variable
from symcalc.derivation import Derivation
from symcalc.errors import ReadingError, UnsupportedError
from symcalc.formula import ORDERS
from symcalc.tutor.alternatives import derived
from symcalc.tutor.answer import METHODS as HOW
from symcalc.tutor.answer import answer as worked_out
from symcalc.tutor.answer import variables
from symcalc.tutor.diff import unchanged
from symcalc.verbs.matrices import asked_in_words, asked_of_matrices, shapeless
from symcalc.verbs.registry import verb
from symcalc.verbs.several import asked_about

METHODS = {"rules": derived, **HOW}  # how a derivative is worked out


@verb(
    'symcalc "d/dx x^2 sin x"',
    'symcalc explain "gradient of x^2 y"',
)
def explain(
    question: Given,
    *,
    at: Point | None = None,
    names: Iterable[str] = (),
    shapes: Shapes | None = None,
    samples: str = "rows",
) -> Derivation:
    """Answer QUESTION, whatever it asks, step by step.

    Parameters
    ----------
    question : text, LaTeX, Notation or SymPy object
        What is asked.
    at : mapping
        Where to evaluate the answer.
    names : iterable of str
        Names of several letters that are one symbol.
    shapes : text or mapping
        The shapes of matrices and vectors: "W: (k, n), x: n".
    samples : str
        "rows" or "columns": how a batch of samples is laid out.

    Examples
    --------
    >>> explain("d/dx x^2 sin x").answer
    x**2*cos(x) + 2*x*sin(x)
    >>> explain("gradient of x^2 y").answer
    Matrix([
    [2*x*y],
    [ x**2]])
    """
    of_matrices = asked_in_words(question, shapes, samples, at)
    if of_matrices is not None:
        return of_matrices
    asked = asking.question_of(question, [*names, *asking.declared(at)])
    among = (*asking.written_symbols(asked.body), *asked.wrt)
    return worked_out(asked, asking.points_of(at, among))


@verb(
    'symcalc diff "x^2 sin(3x)"',
    'symcalc diff "x^2 y" --wrt x --at x=3,y=2 --detail full',
    'symcalc diff "sin(x^2)" --hint 1',
    r"""symcalc diff '\frac{\sin^2 x}{1+\sqrt{x}}' --format json""",
)
def diff(
    f: Given,
    *wrt: Variable | int,
    order: int = 1,
    method: str = "rules",
    simplify: bool = True,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Differentiate F and show every step.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        The formula.
    *wrt : str, Symbol or int
        Variables, one after another; a number repeats the one before it, and 0 takes it back. May
        be left out when there is just one.
    order : int
        How often to differentiate by the variables given.
    method : str
        "rules", or "definition": from first principles, by the limit of the difference quotient.
        "numeric": a lesson on difference quotients, at the point `at`. "logarithmic": by taking
        logarithms first.
    simplify : bool
        Whether results are tidied up, by "rules"; each way of doing so is a step.
    at : mapping or sequence of mappings
        Where to evaluate the derivative.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is the derivative, `.steps` say how it was found, `.value` is its value `at` the
        point, `.conditions` are where it holds.

    Raises
    ------
    UnsupportedError
        If a function has no derivative rule, or it is not clear by which variable.

    Examples
    --------
    >>> diff("x^2 sin(3x)").answer
    3*x**2*cos(3*x) + 2*x*sin(3*x)
    >>> diff("x^3", "x", 2, at={"x": 2}).value
    12
    >>> diff("|x|").conditions
    (Ne(x, 0),)
    """
    asked = asking.question_of(f, [*names, *asking.declared(wrt, at)])
    body, said = asking.formula_of(asked, "derivative")
    among = asking.written_symbols(body)
    by = (*said, *asking.orders(wrt, among))
    if wrt and not by:
        return unchanged(body, asking.points_of(at, among) or asked.points)
    by = by or variables(body, "derivative")
    if not (isinstance(order, int) and 1 <= order * len(by) <= ORDERS):
        raise UnsupportedError(
            f"there is no derivative of order {order} here",
            hint=f"the order is from 1 to {ORDERS}",
        )
    points = asking.points_of(at, (*among, *by)) or asked.points
    if method not in METHODS:
        raise UnsupportedError(
            f"there is no method {method!r}", hint=f"it is {' or '.join(METHODS)}"
        )
    method = asked.method if method == "rules" and asked.method else method
    if not simplify:
        return derived(body, by * order, points, simplify=False)
    return METHODS[method](body, by * order, points)


@verb(
    'symcalc gradient "100(y-x^2)^2 + (1-x)^2" --at x=0,y=0',
    'symcalc gradient "||W x - y||^2" --wrt W --shapes "W: (k, n), x: n, y: k"',
)
def gradient(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    names: Iterable[str] = (),
    shapes: Shapes | None = None,
    samples: str = "rows",
    assuming: str = "",
) -> Derivation:
    """Work out the partial derivatives of F, as a vector; of a matrix formula, by matrices.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A scalar formula.
    wrt : names or symbols
        The n variables; all of the formula's, in natural order, if left out.
    at : mapping or sequence of mappings
        Where to evaluate the gradient; arrays for matrices.
    names : iterable of str
        Names of several letters that are one symbol.
    shapes : text or mapping
        The shapes of matrices and vectors: "W: (k, n), x: n".
    samples : str
        "rows" or "columns": how a batch of samples is laid out.
    assuming : str
        What is known of matrices besides: "A symmetric, y one-hot".

    Returns
    -------
    Derivation
        `.answer` is a Matrix of shape (n, 1); with shapes, a SymPy matrix expression of the shape
        of the variable, or a tuple of them.

    Examples
    --------
    >>> gradient("w0^2 + 3 w1^2", at={"w0": 2, "w1": 1}).value
    Matrix([
    [4],
    [6]])
    >>> gradient("||W x - y||^2", "W", shapes="W: (k, n), x: n, y: k").answer.shape
    (k, n)
    """
    of_matrices = asked_of_matrices("gradient", f, wrt, shapes, samples, at, assuming)
    if of_matrices is not None:
        return of_matrices
    try:
        return asked_about("gradient", f, wrt, at, names)
    except (ReadingError, UnsupportedError) as error:
        raise shapeless(f, error) from None
