"""The verb `backprop`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import sympy as sp

from symcalc import asking
from symcalc.asking import Given, Point, Shapes, Variable
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.matrix.interpret import MatrixFormula, has_matrices, interpreted
from symcalc.reading.arrays import numbers
from symcalc.tutor.backprop.ask import last_name, shapes_in
from symcalc.tutor.backprop.flow import gradient_flow as followed
from symcalc.tutor.backprop.modes import modes as both_modes
from symcalc.tutor.backprop.numbers import shape_of
from symcalc.tutor.backprop.worked import backpropagation
from symcalc.tutor.several.parts import components
from symcalc.tutor.words.backprop import FAILS
from symcalc.verbs.registry import verb
from symcalc.writing.text import text


@verb(
    'symcalc backprop "(sigmoid(w x + b) - y)^2" --at w=0.5,x=2,b=-1,y=1',
    'symcalc backprop "||W2 relu(W1 x + b1) - y||^2"'
    ' --shapes "W1: (k, n), x: n, b1: k, W2: (q, k), y: q"',
)
def backprop(
    loss: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    shapes: Shapes | None = None,
    samples: str = "rows",
) -> Derivation:
    """Work LOSS out forwards, line by line, and its derivatives backwards.

    Parameters
    ----------
    loss : text, LaTeX, Notation or SymPy object
        A formula with one number as its value. Lines that name parts of it may stand before it:
        "z = w x + b; a = sigmoid(z); (a - y)^2".
    wrt : names or symbols
        What to differentiate by; the parameters if left out.
    at : mapping
        A value for every variable: a number, or an array.
    shapes : text or mapping
        Shapes of matrices and vectors: "W: (k, n), x: n". Arrays in `at` tell them too.
    samples : str
        "rows" or "columns": how a batch is laid out.

    Returns
    -------
    Derivation
        `.answer` and `.value` are SymPy tuples, one entry for each of `wrt`, the values of matrices
        a tuple of NumPy arrays; `.graph("mermaid")` and `.plot()` show the computational graph.

    Raises
    ------
    ShapeError
        If the loss is not a number, or shapes do not fit.
    UnsupportedError
        If the point misses a variable.

    Examples
    --------
    >>> d = backprop("(sigmoid(w x + b) - y)^2", at={"w": 0.5, "x": 2, "b": -1, "y": 1})
    >>> d.value
    (-1/2, -1/4, -1/8)
    """
    point = point_of(at)
    formula, last = formula_of(loss, point, shapes, samples)
    chosen = [str(x) for x in asking.listed(wrt)]
    return backpropagation(formula, chosen, point, last)


@verb(
    'symcalc modes "a*b + b" --at a=2,b=3',
    'symcalc modes "[x y, sin x]" --at x=0,y=2 --direction "[1, 1]"',
)
def modes(
    f: Given,
    wrt: Sequence[Variable] | Variable = (),
    *,
    at: Point | Sequence[Point] | None = None,
    mode: str = "both",
    direction: Given | None = None,
    cotangent: Given | None = None,
) -> Derivation:
    """Show forward and reverse mode of automatic differentiation on F, line by line, and the cost.

    Parameters
    ----------
    f : text, LaTeX, Notation or SymPy object
        A formula, or several in brackets.
    wrt : names or symbols
        The n inputs; all variables if left out.
    at : mapping
        A value for every variable.
    mode : str
        "both", "forward" or "reverse".
    direction : text in brackets, a sequence, or a SymPy Matrix
        n components v: the answer is the product J v, by one forward pass.
    cotangent : text in brackets, a sequence, or a SymPy Matrix
        m components u: the answer is Jᵀu, by one reverse pass.

    Returns
    -------
    Derivation
        `.answer` is the Jacobian (m, n) or the product, `.value` the same at the point.

    Examples
    --------
    >>> modes("a*b + b", at={"a": 2, "b": 3}).value
    Matrix([[3, 3]])
    >>> modes("[x y, sin x]", at={"x": 0, "y": 2}, direction=[1, 1]).value
    Matrix([
    [2],
    [1]])
    """
    node = asking.notation_of(f)
    parts = node.parts if node.head == "vector" else (node,)
    chosen = [str(x) for x in asking.listed(wrt)]
    point = point_of(at)
    return both_modes(
        [interpreted(text(part)) for part in parts],
        chosen,
        point,
        mode,
        vector_of(direction),
        vector_of(cotangent),
    )


@verb(
    "symcalc gradient-flow sigmoid --layers 10",
    "symcalc gradient-flow relu --start he --layers 20 --residual",
)
def gradient_flow(
    activation: str,
    *,
    layers: int = 10,
    width: int = 32,
    start: str = "xavier",
    residual: bool = False,
    normalised: bool = False,
    seed: int = 0,
) -> Derivation:
    """Follow the gradient through a deep network with this ACTIVATION, layer by layer.

    Parameters
    ----------
    activation : str
        "sigmoid", "tanh", "relu" or another elementwise function.
    layers : int
        How many.
    width : int
        Neurons in each.
    start : str
        "xavier", "he", or the standard deviation of the weights.
    residual : bool
        Whether each layer adds its input to its output.
    normalised : bool
        Whether pre-activations are brought to mean 0 and variance 1.
    seed : int
        Of the random weights.

    Returns
    -------
    Derivation
        `.answer` is the tuple of the norms ‖∂L/∂a_k‖ from k = 0, the input, to the last layer;
        `.plot()` shows them.

    Examples
    --------
    >>> norms = gradient_flow("sigmoid", layers=10).answer
    >>> norms[0] < 0.25**9 < norms[-1]
    True
    """
    return followed(
        activation, layers, width, start, residual=residual, normalised=normalised, seed=seed
    )


def vector_of(given: Given | None) -> list[sp.Expr]:
    """The components of a vector of numbers; none if there is no vector."""
    if given is None:
        return []
    return [asking.number(part) for part in components(asking.notation_of(given))]


def formula_of(
    loss: Given, point: Mapping[str, Any] | None, shapes: Any, samples: str
) -> tuple[MatrixFormula, str]:
    """The formula with its shapes, and what its last line is called."""
    if has_matrices(loss):
        return interpreted(loss, shapes, samples), ""
    given = loss if isinstance(loss, str) else text(asking.notation_of(loss))
    told = shapes_in(point) if shapes is None else shapes
    return interpreted(given, told, samples), last_name(given)


def point_of(at: Point | Sequence[Point] | None) -> dict[str, Any] | None:
    """One point: numbers as SymPy numbers, arrays as arrays.

    Raises
    ------
    UnsupportedError
        If there are several points, or a value is no number.
    """
    if at is None:
        return None
    points = list(at) if isinstance(at, Sequence) else [at]
    if len(points) != 1 or not isinstance(points[0], Mapping):
        raise UnsupportedError(FAILS["twice"], hint='write at={"w": 0.5, "x": 2}')
    return {str(name): _value(value) for name, value in points[0].items()}


def _value(value: Any) -> Any:
    if isinstance(value, str):
        return numbers(value)
    if not shape_of(value):
        return asking.number(value)
    spelled = isinstance(value, list | tuple) and np.asarray(value).dtype.kind == "U"
    return numbers(value) if spelled else value
