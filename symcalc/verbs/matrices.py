"""Matrix formulas: the verb `hvp`, and what `gradient`, `jacobian`, `hessian` do with shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from symcalc import asking
from symcalc.asking import Given, Point, Shapes, Variable
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, SymcalcError, UnsupportedError
from symcalc.matrix.interpret.formula import has_matrices
from symcalc.tutor.matrices import gradients, jacobians
from symcalc.tutor.matrices.asked import refuse_undeclared
from symcalc.tutor.matrices.worded import ASKED, PRODUCT, names_in
from symcalc.verbs.registry import verb

KINDS: dict[str, Callable[..., Derivation]] = {
    "gradient": gradients.gradient,
    "jacobian": jacobians.jacobian,
    "hessian": jacobians.hessian,
}


@verb('symcalc hvp "||A x - y||^2" --wrt x --vector v --shapes "A: (m, n), x: n, y: m"')
def hvp(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    vector: str = "v",
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
    vector : str
        What the direction is called; it has the shape of the variable.
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
    declared = shapes if has_matrices(f, by) else shapes_of(shapes, at)
    return jacobians.hvp(f, by, vector, declared, samples, at, assuming)


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
    if has_matrices(f, by):
        return KINDS[kind](f, by, shapes, samples, at, assuming, **more)
    shapes = shapes_of(shapes, at)
    if shapes is None:
        return None
    return KINDS[kind](f, by, shapes, samples, at, assuming, **more)


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
    """The answer to "gradient of … with respect to W, shapes W: (k, n), x: n"."""
    found = ASKED.match(question) if isinstance(question, str) else None
    told = (found and found["shapes"]) or shapes
    if not told:
        return None
    if found is None:
        raise UnsupportedError(
            "with shapes, this is no question that can be answered",
            where=str(question),
            hint="ask for the gradient, the Jacobian or the Hessian of a formula",
        )
    kind, layout = found["kind"].lower(), found["samples"] or samples
    wrt = names_in(found["wrt"])
    facts = found["facts"] or ""
    if kind == PRODUCT:
        return jacobians.hvp(found["body"], wrt, found["vector"] or "v", told, layout, at, facts)
    return KINDS[kind](found["body"], wrt, told, layout, at, facts)


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
