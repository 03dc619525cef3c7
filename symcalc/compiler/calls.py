"""The ways to call a kernel: which Program each computes, and the shapes of its results."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from symcalc.compiler.arguments import Shape
from symcalc.compiler.calling import Call, Options
from symcalc.compiler.ir import Program
from symcalc.compiler.passes import derivatives
from symcalc.compiler.passes.sparsity import Structure
from symcalc.errors import ShapeError


@dataclass(frozen=True)
class Calls:
    """One `Call` for each method of a kernel, derived when it is first needed.

    `wrt` are positions among the inputs; there are m outputs and n variables.
    """

    program: Program
    scalar: bool
    wrt: tuple[int, ...]
    options: Options

    def _call(self, program: Program, *shapes: Shape) -> Call:
        return Call(program, shapes, len(shapes) > 1, self.options)

    @property
    def _shape(self) -> Shape:
        """The shape of the value at one point."""
        return () if self.scalar else (len(self.program.outputs),)

    @cached_property
    def first(self) -> Program:
        """The first derivatives, row by row."""
        return derivatives.jacobian(self.program, self.wrt)

    @cached_property
    def sparse_first(self) -> tuple[Structure, Program]:
        """Where the Jacobian is not plainly zero, and its entries there."""
        return derivatives.sparse_jacobian(self.program, self.wrt)

    @cached_property
    def sparse_second(self) -> tuple[Structure, Program]:
        """Where the Hessian is not plainly zero, and its entries there."""
        return derivatives.sparse_hessian(self.program, self.wrt)

    @cached_property
    def jacobian_values(self) -> Call:
        """The entries of the Jacobian."""
        structure, program = self.sparse_first
        return self._call(program, (len(structure.places),))

    @cached_property
    def hessian_values(self) -> Call:
        """The entries of the Hessian."""
        structure, program = self.sparse_second
        return self._call(program, (len(structure.places),))

    @cached_property
    def value(self) -> Call:
        """The formula."""
        return self._call(self.program, self._shape)

    @cached_property
    def gradient(self) -> Call:
        """Shape (n,)."""
        self._require_scalar("gradient", "jacobian")
        return self._call(self.first, (len(self.wrt),))

    @cached_property
    def jacobian(self) -> Call:
        """Shape (m, n)."""
        return self._call(self.first, (len(self.program.outputs), len(self.wrt)))

    @cached_property
    def hessian(self) -> Call:
        """Shape (n, n), or (m, n, n)."""
        program = derivatives.hessian(self.program, self.wrt)
        return self._call(program, (*self._shape, len(self.wrt), len(self.wrt)))

    @cached_property
    def value_and_gradient(self) -> Call:
        """Both."""
        self._require_scalar("value_and_gradient", "value_and_jacobian")
        both = derivatives.with_values(self.program, self.first)
        return self._call(both, (), (len(self.wrt),))

    @cached_property
    def value_and_jacobian(self) -> Call:
        """Both."""
        both = derivatives.with_values(self.program, self.first)
        return self._call(both, self._shape, (len(self.program.outputs), len(self.wrt)))

    @cached_property
    def jvp(self) -> Call:
        """Jacobian times tangent."""
        return self._call(derivatives.jvp(self.program, self.wrt), self._shape)

    @cached_property
    def vjp(self) -> Call:
        """Cotangent times Jacobian."""
        return self._call(derivatives.vjp(self.program, self.wrt), (len(self.wrt),))

    @cached_property
    def hvp(self) -> Call:
        """Hessian times vector."""
        program = derivatives.hvp(self.program, self.wrt)
        return self._call(program, (*self._shape, len(self.wrt)))

    def _require_scalar(self, method: str, instead: str) -> None:
        if not self.scalar:
            raise ShapeError(
                f"a vector of {len(self.program.outputs)} formulas has no {method}",
                hint=f"use k.{instead}, a row for each formula",
            )
