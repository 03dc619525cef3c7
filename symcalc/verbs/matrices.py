"""Matrix formulas: the verb `hvp`, and what `gradient`, `jacobian`, `hessian` do with shapes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symcalc import asking
from symcalc.asking import Given, Point, Shapes, Variable
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, SymcalcError, UnsupportedError
from symcalc.matrix.interpret.formula import has_matrices
from symcalc.tutor.matrices.asked import asked, refuse_undeclared
from symcalc.tutor.matrices.inferred import inferred
from symcalc.tutor.matrices.worded import in_words, told_by_letters, worked
from symcalc.tutor.questions.slopes import in_numbers
from symcalc.verbs.registry import verb


@verb('symcalc hvp "||A x - y||^2" --wrt x --vector v --shapes "A: (m, n), x: n, y: m"')
def hvp(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    vector: str | Sequence[Any] = "v",
    *,
    shapes: Shapes | None = None,
    samples: str = "rows",
    assuming: str = "",
    at: Point | Sequence[Point] | None = None,
) -> Derivation:
    """Work out the Hessian of F times a vector, without the Hessian.

    Parameters
    ----------
    f : text or SymPy object
        A scalar matrix formula.
    wrt : name
        The variable, a vector or a matrix.
    vector : str or sequence of numbers
        What the direction is called; it has the shape of the variable. Of a formula of numbers, the
        direction itself: [1, 1].
    shapes : text or mapping
        The shapes of matrices and vectors: "A: (m, n), x: n".
    samples : str
        "rows" or "columns": how a batch is laid out.
    assuming : str
        What is known besides: "A symmetric, y one-hot".
    at : mapping or sequence of mappings
        Arrays for all variables, and for the direction.

    Returns
    -------
    Derivation
        `.answer` is a SymPy matrix expression of the shape of the variable.

    Examples
    --------
    >>> hvp("||A x - y||^2", "x", shapes="A: (m, n), x: n, y: m").answer
    2*A.T*A*v
    """
    by = asking.listed(wrt)
    if not isinstance(vector, str) or vector.strip()[:1] in ("[", "("):
        return product_of_numbers(f, vector, by, at)
    declared = shapes if has_matrices(f, by) else shapes_of(shapes, at)
    return worked(asked("hvp", f, by, declared, samples, assuming).along(vector), at)


def product_of_numbers(f: Given, vector: Any, by: Sequence[Variable], at: Any) -> Derivation:
    """The Hessian of a formula of numbers at a point, times a list of numbers."""
    body = asking.notation_of(f)
    among = asking.written_symbols(body)
    (point,) = asking.points_of(at, among) or [{}]
    order = [asking.symbol_of(x, among) for x in by] or among
    return in_numbers("hessian-vector", body, vector, {x: point[x] for x in order if x in point})


def asked_of_matrices(
    kind: str,
    f: Any,
    wrt: Any,
    shapes: Any,
    samples: str,
    at: Any,
    assuming: str = "",
    **more: bool,
) -> Derivation | None:
    """The answer where shapes are given, or arrays or SymPy's matrices tell them; or None."""
    by = asking.listed(wrt)
    declared = shapes if has_matrices(f, by) else shapes_of(shapes, at)
    if declared is None and not has_matrices(f, by):
        told = inferred(f, kind)
        if told is None or not {str(x) for x in by} <= told.keys():
            return None
        question = asked(kind, f, by, told, samples, assuming)
        return worked(told_by_letters(question, told), at, **more)
    return worked(asked(kind, f, by, declared, samples, assuming), at, **more)


def shapes_of(shapes: Any, at: Any) -> Any:
    """The shapes that are declared, or those of the arrays that are given."""
    points = [at] if isinstance(at, Mapping) else list(at or ())
    if shapes is not None or not points or not isinstance(points[0], Mapping):
        return shapes
    sizes = {str(name): _sizes(value) for name, value in points[0].items()}
    return sizes if any(sizes.values()) else None


def _sizes(value: Any) -> tuple[int, ...]:
    """The lengths of an array along its axes; of a number, none."""
    if isinstance(value, str):
        depth = len(value) - len(value.lstrip("["))
        listed = asking.notation_of(value).expr if depth else None
        return () if listed is None else tuple(map(int, listed.shape))[: 1 + (depth > 1)]
    if hasattr(value, "shape"):
        return tuple(int(n) for n in value.shape)
    if isinstance(value, list | tuple):
        return (len(value), *(_sizes(value[0]) if value else ()))
    return ()


def asked_in_words(question: Any, shapes: Any, samples: str, at: Any) -> Derivation | None:
    """The answer to "gradient of … with respect to W, shapes W: (k, n)"."""
    found = in_words(question, shapes, samples)
    if found is None and shapes:
        raise UnsupportedError(
            "with shapes, this is no question that can be answered",
            where=str(question),
            hint="ask for the gradient, the Jacobian or the Hessian of a formula",
        )
    return None if found is None else worked(found, at)


def shapeless(f: Any, error: SymcalcError) -> SymcalcError:
    """The error for a formula of matrices without shapes, which says how to declare them."""
    if not isinstance(f, str):
        return error
    try:
        refuse_undeclared(f)
    except ShapeError as better:
        return better
    except SymcalcError:
        return error
    return error
