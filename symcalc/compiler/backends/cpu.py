"""The CPU: a Program compiled by Numba, once for single points and once for arrays.

The generated module stands in the user's own cache directory, so that the next process loads the
machine code instead of compiling it; where nothing can be written it is compiled in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

from symcalc.compiler.backends import cache
from symcalc.compiler.backends.source import INDENT, helper_sources, input_names, statements
from symcalc.compiler.ir import Program
from symcalc.errors import BackendError

# IEEE results: division by zero gives inf or nan, and nothing is reassociated.
DECORATOR = '@njit(error_model="numpy", cache=CACHE)\n'
LOCALS = ("columns", "inputs", "out", "at", "point", "batch", "njit", "CACHE")


def build(program: Program, dtype: str) -> Compiled:
    """Make `program` ready to run; nothing is compiled before it is first called.

    Raises
    ------
    BackendError
        Where Numba cannot be imported.
    """
    _numba()
    return Compiled(program, dtype)


class Compiled:
    """The `Executable` of this backend."""

    def __init__(self, program: Program, dtype: str) -> None:
        self._program = program
        self._dtype = dtype

    def point(self, inputs: Any, out: Any) -> None:
        """Compute one point."""
        self._point(inputs, out)

    def batch(self, columns: Sequence[Any], out: Any) -> None:
        """Compute out.shape[1] points."""
        views = tuple(column.view() for column in columns)
        for view in views:
            view.flags.writeable = False  # one type for all inputs, whoever owns them
        self._batch(views, out)

    @cached_property
    def _point(self) -> Any:
        array = _numba().types.Array
        vector = array(self._type, 1, "C")
        return _compiled(_point_source(self._program), "point", (vector, vector))

    @cached_property
    def _batch(self) -> Any:
        types = _numba().types
        column = types.Array(self._type, 1, "C", readonly=True)
        columns = types.UniTuple(column, len(self._program.inputs))
        return _compiled(
            _batch_source(self._program), "batch", (columns, types.Array(self._type, 2, "C"))
        )

    @property
    def _type(self) -> Any:
        return getattr(_numba().types, self._dtype)


def _numba() -> ModuleType:
    try:
        return import_module("numba")
    except ImportError as error:
        raise BackendError(
            "the cpu backend needs Numba, which cannot be imported",
            where=str(error),
            hint='`pip install numba`, or use backend="python"',
        ) from error


def _compiled(source: str, name: str, signature: tuple[Any, ...]) -> Any:
    """The function `name` of `source`, compiled for `signature` or loaded from the cache."""
    module = cache.load(source)
    try:
        getattr(module, name).compile(signature)
        cache.seal(module)
    except OSError:  # a full disk: Numba could not keep the machine code
        module = cache.load_uncached(source)
        getattr(module, name).compile(signature)
    return getattr(module, name)


def _point_source(program: Program) -> str:
    names = input_names(program, LOCALS)
    lines, outputs = statements(program, names)
    body = [f"{name} = inputs[{k}]" for k, name in enumerate(names)] + lines
    body += [f"out[{k}] = {output}" for k, output in enumerate(outputs)]
    return _module(program, "point(inputs, out)", body)


def _batch_source(program: Program) -> str:
    names = input_names(program, LOCALS)
    lines, outputs = statements(program, names)
    loop = [f"{name} = columns[{k}][at]" for k, name in enumerate(names)] + lines
    loop += [f"out[{k}, at] = {output}" for k, output in enumerate(outputs)]
    body = ["for at in range(out.shape[1]):", *(INDENT + line for line in loop)]
    return _module(program, "batch(columns, out)", body)


def _module(program: Program, head: str, body: Sequence[str]) -> str:
    main = "\n".join([f"def {head}:", *(INDENT + line for line in [*body, "return"])])
    functions = [DECORATOR + text for text in [*helper_sources([program]), main]]
    return "\n\n\n".join(["import math\nfrom numba import njit", *functions]) + "\n"
