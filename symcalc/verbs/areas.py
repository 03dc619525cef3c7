"""The verbs `area`, `average`, `arc_length` and `revolution`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Variable
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.tutor import areas as tutor
from symcalc.tutor.answer import variables
from symcalc.verbs.registry import verb
from symcalc.writing.text import text

AXES = {"x": "y", "y": "x"}  # the line x = 2 runs along the y-axis


@verb(
    'symcalc area "x^2" --g "x"',
    'symcalc area "sin(x)" --from 0 --to 2pi',
    'symcalc "area enclosed by y = x^2 and y = 2x + 3"',
    'symcalc "area enclosed by r = 1 + cos(theta)"',
)
def area(
    f: Given,
    g: Given | None = None,
    *,
    wrt: Variable | None = None,
    from_: Given | None = None,
    to: Given | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Find the area between two curves, or between F and the axis.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula, an equation, or a whole question: "area between y = x^2 and y = x".
    g : text, LaTeX, Notation or SymPy object
        The other curve; the axis, if left out.
    wrt : str or Symbol
        The variable along the axis.
    from_, to : number, text or SymPy object
        The limits; may be left out where the curves enclose a region.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is the area, never negative; nan where no region is enclosed.

    Raises
    ------
    UnsupportedError
        If these are not two curves, or one limit is missing.

    Examples
    --------
    >>> area("x^2", "x").answer
    1/6
    >>> area("sin(x)", from_=0, to="2pi").answer
    4
    """
    curves, asked = _curves(f, g, "area", names)
    low, high = _limits(from_, to, asked)
    by = None if wrt is None else asking.symbol_of(wrt, _among(curves))
    return tutor.area(curves, low, high, by or next(iter(asked.wrt), None))


@verb(
    'symcalc average "x^2" --from 0 --to 3',
    'symcalc "average value of sin x on [0, pi]"',
)
def average(
    f: Given,
    x: Variable | None = None,
    a: Given | None = None,
    b: Given | None = None,
    *,
    names: Iterable[str] = (),
) -> Derivation:
    """Find the average value of F from A to B, and where it is taken.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        The formula, or a whole question: "average value of x^2 on [0, 3]".
    x : str or Symbol
        The variable. May be left out when there is just one.
    a, b : number, text or SymPy object
        The interval.
    names : iterable of str
        Names of several letters that are one symbol.

    Returns
    -------
    Derivation
        `.answer` is the average value.

    Examples
    --------
    >>> average("x^2", "x", 0, 3).answer
    3
    """
    body, by, low, high = _on_interval(f, x, a, b, "average", names)
    return tutor.average(body, by, low, high)


@verb(
    'symcalc arc-length "x^2" --from 0 --to 1',
    'symcalc "arc length of cosh x from 0 to 1"',
)
def arc_length(
    f: Given,
    x: Variable | None = None,
    a: Given | None = None,
    b: Given | None = None,
    *,
    names: Iterable[str] = (),
) -> Derivation:
    """Find the length of the graph of F from A to B.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        The formula, or a whole question: "arc length of x^2 from 0 to 1".
    x : str or Symbol
        The variable. May be left out when there is just one.
    a, b : number, text or SymPy object
        The interval.
    names : iterable of str
        Names of several letters that are one symbol.

    Examples
    --------
    >>> arc_length("cosh(x)", "x", 0, 1).answer
    sinh(1)
    """
    body, by, low, high = _on_interval(f, x, a, b, "arc-length", names)
    return tutor.arc_length(body, by, low, high)


@verb(
    'symcalc revolution "x^2" --from 0 --to 1',
    'symcalc revolution "x" --g "x^2" --about y',
    'symcalc "volume of revolution of y = x^2 and y = 4 about the line y = 4"',
)
def revolution(
    f: Given,
    g: Given | None = None,
    *,
    about: str = "x",
    from_: Given | None = None,
    to: Given | None = None,
    names: Iterable[str] = (),
) -> Derivation:
    """Find the volume of the solid that the region below F makes round an axis.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula, an equation, or a whole question.
    g : text, LaTeX, Notation or SymPy object
        The other curve; the axis of the variable, if left out.
    about : str
        What the region goes round: "x" or "y" for an axis, "y=4" for a line.
    from_, to : number, text or SymPy object
        The limits; may be left out where two curves meet.
    names : iterable of str
        Names of several letters that are one symbol.

    Examples
    --------
    >>> revolution("x^2", from_=0, to=1).answer
    pi/5
    >>> revolution("x^2", from_=0, to=1, about="y").answer
    pi/2
    """
    curves, asked = _curves(f, g, "revolution", names)
    low, high = _limits(from_, to, asked)
    if asked.method:
        said = next((node.expr for _, node in asked.given), sp.S.Zero)
        return tutor.revolution(curves, low, high, asked.method, said)
    return tutor.revolution(curves, low, high, *_axis(about))


def _axis(about: str) -> tuple[str, sp.Expr]:
    """ "y = 4": a line along the x-axis, and where it is."""
    letter, _, value = (part.strip() for part in about.partition("="))
    if letter not in AXES:
        raise UnsupportedError(
            f"there is no axis {about!r}", hint="the axis is x, y, or a line such as y=4"
        )
    if not value:
        return letter, sp.S.Zero
    return AXES[letter], asking.notation_of(value).expr


def _curves(
    f: Given, g: Given | None, kind: str, names: Iterable[str]
) -> tuple[Sequence[Notation], Question]:
    """The curves that are given, or those of a question."""
    asked = asking.question_of(f, names)
    if asked.kind == kind:
        if g is not None:
            raise UnsupportedError("the curves are said twice", where=asked.text)
        return asked.body.parts, asked
    if asked.kind != "formula":
        what = f"this asks for a {asked.kind}, not for an {kind}"
        raise UnsupportedError(what, where=asked.text, hint="`explain` answers what is asked")
    given = asked.body.parts if asked.body.head == "tuple" else (asked.body,)
    other = () if g is None else (asking.question_of(g, names).body,)
    return (*given, *other), asked


def _among(curves: Sequence[Notation]) -> tuple[sp.Symbol, ...]:
    return tuple(s for node in curves for s in asking.written_symbols(node))


def _limits(
    low: Given | None, high: Given | None, asked: Question
) -> tuple[sp.Expr | None, sp.Expr | None]:
    """The limits that are given, or those of the question."""
    said = tutor.limits_of(asked.subject_to)
    if low is None and high is None:
        return said
    if low is None or high is None:
        raise UnsupportedError("one limit is missing", hint="give both ends, as in: from 0 to 1")
    return asking.notation_of(low).expr, asking.notation_of(high).expr


def _on_interval(
    f: Given,
    x: Variable | None,
    a: Given | None,
    b: Given | None,
    kind: str,
    names: Iterable[str],
) -> tuple[Notation, sp.Symbol, sp.Expr, sp.Expr]:
    """The formula, its variable and the interval."""
    asked = asking.question_of(f, [*names, *asking.declared(x)])
    body, said = asking.formula_of(asked, kind)
    low, high = _limits(a, b, asked)
    if low is None or high is None:
        raise UnsupportedError(
            "it is not said on which interval",
            where=text(body),
            hint="give both ends, as in: average value of x^2 on [0, 1]",
        )
    among = asking.written_symbols(body)
    by = asking.symbol_of(x, among) if x is not None else (said or variables(body, kind))[0]
    return body, by, low, high
