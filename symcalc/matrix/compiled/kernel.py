"""MatrixKernel: a matrix formula and its derivatives as functions of NumPy arrays."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn

from numpy.typing import ArrayLike

from symcalc.compiler.arguments import Result
from symcalc.compiler.backends import find
from symcalc.compiler.options import DTYPES
from symcalc.compiler.saving import write
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.matrix.adjoint import adjoints
from symcalc.matrix.compiled.calls import Call, Given
from symcalc.matrix.compiled.source import written
from symcalc.matrix.differential import differential
from symcalc.matrix.term import Term, made, shown, sizes, symbols

BACKENDS = ("cpu", "python")
Inputs = Sequence[ArrayLike] | Mapping[str, ArrayLike]
SECOND = "`hvp` gives the Hessian times a direction"
FIRST = "`jvp` gives the Jacobian times a direction, and `vjp` its transpose times one"
INSTEAD = {  # by what a kernel of numbers has
    **dict.fromkeys(("jacobian", "value_and_jacobian", "jacobian_structure"), FIRST),
    "jacobian_values": FIRST,
    **dict.fromkeys(("hessian", "hessian_structure", "hessian_values"), SECOND),
    "jit": "`save` writes a module that needs NumPy only",
    "vector": "`value_and_gradient` gives an array for each variable: join them with ravel()",
}


class NoSuchCall(UnsupportedError, AttributeError):
    """What kernels of numbers have and those of matrices have not."""


@dataclass(frozen=True, eq=False)
class MatrixKernel:
    """A matrix formula and its derivatives, compiled when first called.

    Every call takes an array for each input, by position or by name, and `out=`, which takes what
    the same call returned before and fills it. Sizes are read off the arrays. A vector may have
    the shape (n,) or (n, 1); what is of its shape comes back in the same form. Inputs are not
    written to, and several threads may call at once.

    Every call raises `ShapeError` where shapes do not fit, and `UnsupportedError` for an argument
    that is missing, unknown or not real.

    Attributes
    ----------
    term : Term
        The formula.
    inputs : tuple of str
        The names of the arguments, in order.
    wrt : tuple of str
        The names of the variables to differentiate by, in order.
    backend : str
        "cpu", which compiles what goes entry by entry, or "python", which is NumPy alone.
    dtype : str
        The type of all arrays.

    Examples
    --------
    >>> import symcalc as sc
    >>> k = sc.compile("||W x - y||^2", shapes="W: (k, n), x: n, y: k", wrt=["W", "x"])
    >>> W = [[1.0, 2.0], [0.0, 1.0]]
    >>> k(W, x=[1, 1], y=[0, 0])
    10.0
    >>> W_bar, x_bar = k.gradient(W, x=[1, 1], y=[0, 0])
    >>> x_bar.tolist()
    [6.0, 14.0]
    """

    term: Term
    inputs: tuple[str, ...]
    wrt: tuple[str, ...]
    backend: str = "cpu"
    dtype: str = "float64"

    def __post_init__(self) -> None:
        find(self.backend)
        if self.backend not in BACKENDS:
            raise UnsupportedError(
                f"matrix formulas are not computed by {self.backend!r}",
                hint=f"use {' or '.join(BACKENDS)}",
            )
        if self.dtype not in DTYPES:
            raise UnsupportedError(
                f"there is no dtype {self.dtype!r}", hint=f"use {' or '.join(DTYPES)}"
            )
        known = {symbol.value: symbol for symbol in symbols(self.term)}
        for what, names in (("inputs", self.inputs), ("wrt", self.wrt)):
            for name in names:
                if what == "wrt" and name not in self.inputs:
                    raise UnsupportedError(f"{name} is not among the inputs")
                if names.count(name) > 1:
                    raise UnsupportedError(
                        f"{name} is named twice in {what}", hint="name each variable once"
                    )
        missing = [name for name in known if name not in self.inputs]
        unknown = [name for name in self.inputs if name not in known]
        if missing or unknown:
            raise UnsupportedError(
                f"{missing[0]} is in the formula, and not among the inputs"
                if missing
                else f"{unknown[0]} does not occur in the formula",
                hint=f"it has {', '.join(known)}",
            )

    def __call__(self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike) -> Result:
        """The value: a float, or an array of the formula's shape."""
        return self._value(Given(args, named), (), out)

    def gradient(self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike) -> Result:
        """The gradients of a scalar formula: an array of the shape of each variable in `wrt`.

        They come as a tuple, or as the array where `wrt` is one variable.
        """
        return self._gradient(Given(args, named), (), out)

    def value_and_gradient(
        self, /, *args: ArrayLike, out: Any = None, **named: ArrayLike
    ) -> tuple[float, Result]:
        """The value and what `gradient` returns, in one pass."""
        return self._both(Given(args, named), (), out)  # type: ignore[no-any-return]

    def jvp(self, inputs: Inputs, tangent: Any, out: Any = None) -> Result:
        """How the value changes when the variables change by `tangent`: of the value's shape.

        A tangent has an array for each variable in `wrt`, or is the array where `wrt` is one.
        """
        return self._jvp(_given(inputs), self._each(tangent, "tangent"), out)

    def vjp(self, inputs: Inputs, cotangent: ArrayLike, out: Any = None) -> Result:
        """The gradients of ⟨cotangent, value⟩, as `gradient` gives them."""
        return self._vjp(_given(inputs), (cotangent,), out)

    def hvp(self, inputs: Inputs, vector: Any, out: Any = None) -> Result:
        """How the gradients change when the variables change by `vector`: the Hessian times it."""
        return self._hvp(_given(inputs), self._each(vector, "vector"), out)

    @cached_property
    def source(self) -> str:
        """Readable NumPy with the value and the gradients, which runs by itself.

        The order of products is that for sizes of 64; the functions take any sizes.
        """
        nominal = dict.fromkeys(sizes(self.term), 64)
        calls = {"value": self._value}
        if self.term.is_scalar and self.wrt:
            calls["value_and_gradient"] = self._both
        return written(calls, nominal, self.dtype)

    def code(self, language: str) -> str:
        """The source; matrix formulas are written in NumPy alone."""
        if language not in ("python", "numpy"):
            raise UnsupportedError(
                f"a matrix formula cannot be written in {language!r}", hint="use numpy"
            )
        return self.source

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the source as a module, which needs NumPy only."""
        return write(path, self.source)

    def __getattr__(self, name: str) -> NoReturn:
        if name in INSTEAD:
            raise NoSuchCall(f"a kernel of matrices has no {name!r}", hint=INSTEAD[name])
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        kind = f"shape {shown(self.term.shape)}" if self.term.shape else "a number"
        inputs, wrt = ", ".join(self.inputs), ", ".join(self.wrt)
        return f"<MatrixKernel ({inputs}) -> {kind}, by {wrt}, {self.backend} {self.dtype}>"

    def __reduce__(self) -> tuple[Callable[..., MatrixKernel], tuple[Any, ...]]:
        """Only what makes it: what was compiled is compiled or loaded again where it arrives."""
        return MatrixKernel, (self.term, self.inputs, self.wrt, self.backend, self.dtype)

    def _each(self, given: Any, what: str) -> tuple[ArrayLike, ...]:
        """One array for each variable."""
        if len(self.wrt) == 1:
            return (given,)
        if not isinstance(given, tuple | list) or len(given) != len(self.wrt):
            raise UnsupportedError(
                f"the {what} has an array for each of {', '.join(self.wrt)}",
                hint="pass a tuple of them, in this order",
            )
        return tuple(given)

    @cached_property
    def _symbols(self) -> tuple[Term, ...]:
        known = {symbol.value: symbol for symbol in symbols(self.term)}
        return tuple(known[name] for name in self.inputs)

    @cached_property
    def _variables(self) -> tuple[Term, ...]:
        return tuple(self._symbols[self.inputs.index(name)] for name in self.wrt)

    def _call(
        self, roots: Sequence[Term], like: Sequence[str | None], more: Sequence[Term] = ()
    ) -> Call:
        """One of the ways to call it; `like` names the inputs that results have the shape of."""
        return Call((*self._symbols, *more), tuple(roots), tuple(like), self.dtype, self.backend)

    @cached_property
    def _gradients(self) -> list[Term]:
        """The gradients as terms."""
        if not self.term.is_scalar:
            raise ShapeError(
                f"a gradient needs one number, and this has the shape {shown(self.term.shape)}",
                hint="`vjp` and `jvp` are for vectors and matrices",
            )
        if not self.wrt:
            raise UnsupportedError("there is nothing to differentiate by", hint="name it in `wrt`")
        found = adjoints(self.term, self._variables)
        return [found[x] for x in self._variables]

    @property
    def _one(self) -> bool:
        return len(self.wrt) == 1

    @cached_property
    def _value(self) -> Call:
        return self._call([self.term], [None])

    @cached_property
    def _gradient(self) -> Call:
        return self._call(self._gradients, self.wrt).nested("one" if self._one else "tuple")

    @cached_property
    def _both(self) -> Call:
        call = self._call([self.term, *self._gradients], [None, *self.wrt])
        return call.nested("value and one" if self._one else "value and tuple")

    @cached_property
    def _tangents(self) -> dict[Term, Term]:
        """For each variable the symbol of its change."""
        return {x: made("symbol", (), x.shape, f"change of {x.value}") for x in self._variables}

    @cached_property
    def _jvp(self) -> Call:
        changes = self._tangents
        return self._call([differential(self.term, changes)], [None], tuple(changes.values()))

    @cached_property
    def _vjp(self) -> Call:
        seed = made("symbol", (), self.term.shape, "cotangent")
        found = adjoints(self.term, self._variables, seed)
        roots = [found[x] for x in self._variables]
        return self._call(roots, self.wrt, [seed]).nested("one" if self._one else "tuple")

    @cached_property
    def _hvp(self) -> Call:
        changes = self._tangents
        roots = [differential(g, changes) for g in self._gradients]
        call = self._call(roots, self.wrt, tuple(changes.values()))
        return call.nested("one" if self._one else "tuple")


def _given(inputs: Inputs) -> Given:
    """The inputs of a product, which come as one tuple or as a mapping."""
    if isinstance(inputs, Mapping):
        return Given((), dict(inputs))
    if isinstance(inputs, tuple | list):
        return Given(tuple(inputs), {})
    raise UnsupportedError(
        "the inputs come as one tuple or one dict", hint="write ((W, x), …) or ({'W': W}, …)"
    )
