"""The ways to call a kernel: which Program each computes, and the shapes of its results."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from symcalc.compiler.arguments import Shape
from symcalc.compiler.calling import Call
from symcalc.compiler.ir import Program
from symcalc.compiler.options import Options
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

    def shapes(self, name: str) -> tuple[Shape, ...]:
        """The shapes of the results of the call of that name at one point."""
        m, n = len(self.program.outputs), len(self.wrt)
        value: Shape = () if self.scalar else (m,)
        if name == "jacobian_values":
            return ((len(self.sparse_first[0].places),),)
        if name == "hessian_values":
            return ((len(self.sparse_second[0].places),),)
        return {
            "value": (value,),
            "gradient": ((n,),),
            "jacobian": ((m, n),),
            "hessian": ((*value, n, n),),
            "value_and_gradient": ((), (n,)),
            "value_and_jacobian": (value, (m, n)),
            "jvp": (value,),
            "vjp": ((n,),),
            "hvp": ((*value, n),),
        }[name]

    def _call(self, name: str, program: Program) -> Call:
        shapes = self.shapes(name)
        return Call(program, shapes, len(shapes) > 1, self.options)

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
        return self._call("jacobian_values", self.sparse_first[1])

    @cached_property
    def hessian_values(self) -> Call:
        """The entries of the Hessian."""
        return self._call("hessian_values", self.sparse_second[1])

    @cached_property
    def value(self) -> Call:
        """The formula."""
        return self._call("value", self.program)

    @cached_property
    def gradient(self) -> Call:
        """Shape (n,)."""
        self._require_scalar("gradient", "jacobian")
        return self._call("gradient", self.first)

    @cached_property
    def jacobian(self) -> Call:
        """Shape (m, n)."""
        return self._call("jacobian", self.first)

    @cached_property
    def hessian(self) -> Call:
        """Shape (n, n), or (m, n, n)."""
        return self._call("hessian", derivatives.hessian(self.program, self.wrt))

    @cached_property
    def value_and_gradient(self) -> Call:
        """Both."""
        self._require_scalar("value_and_gradient", "value_and_jacobian")
        both = derivatives.with_values(self.program, self.first)
        return self._call("value_and_gradient", both)

    @cached_property
    def value_and_jacobian(self) -> Call:
        """Both."""
        both = derivatives.with_values(self.program, self.first)
        return self._call("value_and_jacobian", both)

    @cached_property
    def jvp(self) -> Call:
        """Jacobian times tangent."""
        return self._call("jvp", derivatives.jvp(self.program, self.wrt))

    @cached_property
    def vjp(self) -> Call:
        """Cotangent times Jacobian."""
        return self._call("vjp", derivatives.vjp(self.program, self.wrt))

    @cached_property
    def hvp(self) -> Call:
        """Hessian times vector."""
        return self._call("hvp", derivatives.hvp(self.program, self.wrt))

    def _require_scalar(self, method: str, instead: str) -> None:
        if not self.scalar:
            raise ShapeError(
                f"a vector of {len(self.program.outputs)} formulas has no {method}",
                hint=f"use k.{instead}, a row for each formula",
            )
