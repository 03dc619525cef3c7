"""Writing LLVM instructions as arithmetic: `a * b + 1.0` on lanes emits a product and a sum.

The same function serves float64 and float32, one point and a loop that LLVM turns into vectors:
nothing here branches, and no instruction depends on how many points are computed at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from llvmlite import ir

BOOL = ir.IntType(1)
FLOATS = {"float64": ir.DoubleType(), "float32": ir.FloatType()}
WHOLES = {"float64": ir.IntType(64), "float32": ir.IntType(32)}
SUFFIXES = {"float64": "f64", "float32": "f32"}
CONTRACT = ("contract",)  # a product and a sum may be fused: one rounding fewer


@dataclass(frozen=True)
class Machine:
    """Where instructions go.

    Attributes
    ----------
    builder : llvmlite.ir.IRBuilder
        The end of the code written so far.
    dtype : {"float64", "float32"}
        The type of every float; whole numbers have the same width.
    flags : tuple of str
        Fast-math flags for arithmetic: () is IEEE's, as vector math needs it.
    """

    builder: Any
    dtype: str
    flags: tuple[str, ...] = ()

    @property
    def real(self) -> Any:
        """LLVM's type of a float."""
        return FLOATS[self.dtype]

    @property
    def whole(self) -> Any:
        """LLVM's type of a whole number as wide as a float."""
        return WHOLES[self.dtype]

    def lane(self, value: Any) -> Lane:
        """An LLVM value as something to calculate with."""
        return Lane(self, value)

    def constant(self, number: float) -> Lane:
        """A float, rounded to the type."""
        return self.lane(ir.Constant(self.real, float(number)))

    def integer(self, number: int) -> Lane:
        """A whole number; a pattern of bits may be given as it is read, unsigned."""
        return self.lane(ir.Constant(self.whole, number))

    def truth(self, *, holds: bool) -> Lane:
        """A condition that is known."""
        return self.lane(ir.Constant(BOOL, int(holds)))

    def where(self, condition: Lane, u: Lane | float, v: Lane | float) -> Lane:
        """`u` where the condition holds, else `v`; both are computed."""
        first, second = self._pair(u, v)
        return self.lane(self.builder.select(condition.value, first.value, second.value))

    def fma(self, a: Lane | float, b: Lane | float, c: Lane | float) -> Lane:
        """a*b + c with one rounding."""
        return self.intrinsic("fma", *(self.as_float(u) for u in (a, b, c)))

    def sqrt(self, u: Lane) -> Lane:
        """The square root, correctly rounded."""
        return self.intrinsic("sqrt", u)

    def rint(self, u: Lane) -> Lane:
        """The nearest whole number, ties to even, as a float."""
        return self.intrinsic("rint", u)

    def floor(self, u: Lane) -> Lane:
        """The largest whole number not above u, as a float."""
        return self.intrinsic("floor", u)

    def ceil(self, u: Lane) -> Lane:
        """The smallest whole number not below u, as a float."""
        return self.intrinsic("ceil", u)

    def copysign(self, u: Lane, v: Lane) -> Lane:
        """|u| with the sign of v."""
        return self.intrinsic("copysign", u, v)

    def bits(self, u: Lane) -> Lane:
        """The bits of a float as a whole number."""
        return self.lane(self.builder.bitcast(u.value, self.whole))

    def from_bits(self, i: Lane) -> Lane:
        """The float that has these bits."""
        return self.lane(self.builder.bitcast(i.value, self.real))

    def converted(self, u: Lane) -> Lane:
        """A float of the other type as one of this machine's type."""
        convert = "fpext" if self.dtype == "float64" else "fptrunc"
        return self.lane(getattr(self.builder, convert)(u.value, self.real))

    def to_whole(self, u: Lane) -> Lane:
        """A float that is a whole number, as one; it must fit."""
        return self.lane(self.builder.fptosi(u.value, self.whole))

    def to_float(self, i: Lane) -> Lane:
        """A whole number as a float."""
        return self.lane(self.builder.sitofp(i.value, self.real))

    def intrinsic(self, name: str, *args: Lane) -> Lane:
        """One of LLVM's functions of floats: "fma", "sqrt", "rint" …"""
        kind = ir.FunctionType(self.real, [self.real] * len(args))
        full = f"llvm.{name}.{SUFFIXES[self.dtype]}"
        function = self.builder.module.globals.get(full)
        function = function or ir.Function(self.builder.module, kind, full)
        return self.lane(self.builder.call(function, [a.value for a in args]))

    def inline(self, name: str, emit: Emit, *args: Lane, results: int = 1) -> tuple[Lane, ...]:
        """The floats that `emit(machine, *args)` gives; it is written once a module and inlined."""
        full = f"symcalc.{name}.{SUFFIXES[self.dtype]}"
        function = self.builder.module.globals.get(full)
        function = function or self._function(full, emit, len(args), results)
        struct = self.builder.call(function, [a.value for a in args])
        return tuple(self.lane(self.builder.extract_value(struct, i)) for i in range(results))

    def _function(self, name: str, emit: Emit, arity: int, results: int) -> Any:
        """A function of floats in this module, without fast-math flags."""
        kind = ir.LiteralStructType([self.real] * results)
        arguments = [self.real] * arity
        function = ir.Function(self.builder.module, ir.FunctionType(kind, arguments), name)
        function.linkage = "internal"
        function.attributes.add("alwaysinline")
        inner = Machine(ir.IRBuilder(function.append_basic_block("entry")), self.dtype)
        written = emit(inner, *(inner.lane(a) for a in function.args))
        struct = ir.Constant(kind, ir.Undefined)
        for i, lane in enumerate((written,) if isinstance(written, Lane) else written):
            struct = inner.builder.insert_value(struct, lane.value, i)
        inner.builder.ret(struct)
        return function

    def number(self, u: Lane) -> Lane:
        """A condition as 0 or 1; another lane as it is."""
        if u.value.type != BOOL:
            return u
        return self.lane(self.builder.uitofp(u.value, self.real))

    def as_float(self, u: Lane | float) -> Lane:
        """A lane, or a number as one."""
        return u if isinstance(u, Lane) else self.constant(u)

    def _pair(self, u: Lane | float, v: Lane | float) -> tuple[Lane, Lane]:
        """Two operands of one type: a Python number takes the type of the other one."""
        like = u if isinstance(u, Lane) else v
        is_whole = isinstance(like, Lane) and like.value.type == self.whole
        make: Callable[[Any], Lane] = self.integer if is_whole else self.constant
        first = u if isinstance(u, Lane) else make(u)
        return first, v if isinstance(v, Lane) else make(v)


@dataclass(frozen=True, eq=False)
class Lane:
    """A float, a whole number or a condition in the code that is being written.

    Arithmetic and comparisons emit instructions; Python numbers stand for constants. Comparisons
    of floats are ordered: with a nan they do not hold, but `!=` does.
    """

    machine: Machine
    value: Any

    @property
    def is_float(self) -> bool:
        """Whether it is a float, rather than a whole number or a condition."""
        return bool(self.value.type == self.machine.real)

    def __add__(self, other: Lane | float) -> Lane:
        return self._arithmetic("add", self, other)

    def __radd__(self, other: float) -> Lane:
        return self._arithmetic("add", other, self)

    def __sub__(self, other: Lane | float) -> Lane:
        return self._arithmetic("sub", self, other)

    def __rsub__(self, other: float) -> Lane:
        return self._arithmetic("sub", other, self)

    def __mul__(self, other: Lane | float) -> Lane:
        return self._arithmetic("mul", self, other)

    def __rmul__(self, other: float) -> Lane:
        return self._arithmetic("mul", other, self)

    def __truediv__(self, other: Lane | float) -> Lane:
        return self._arithmetic("div", self, other)

    def __rtruediv__(self, other: float) -> Lane:
        return self._arithmetic("div", other, self)

    def __neg__(self) -> Lane:
        if not self.is_float:
            return 0 - self
        return self.machine.lane(self.machine.builder.fneg(self.value, flags=self.machine.flags))

    def __abs__(self) -> Lane:
        return self.machine.intrinsic("fabs", self)

    def __lt__(self, other: Lane | float) -> Lane:
        return self._compared("<", other)

    def __le__(self, other: Lane | float) -> Lane:
        return self._compared("<=", other)

    def __gt__(self, other: Lane | float) -> Lane:
        return self._compared(">", other)

    def __ge__(self, other: Lane | float) -> Lane:
        return self._compared(">=", other)

    def __eq__(self, other: object) -> Lane:  # type: ignore[override]  # an instruction
        return self._compared("==", other)

    def __ne__(self, other: object) -> Lane:  # type: ignore[override]
        return self._compared("!=", other)

    __hash__ = None  # type: ignore[assignment]

    def __and__(self, other: Lane | int) -> Lane:
        return self._bitwise("and_", other)

    def __or__(self, other: Lane | int) -> Lane:
        return self._bitwise("or_", other)

    def __xor__(self, other: Lane | int) -> Lane:
        return self._bitwise("xor", other)

    def __lshift__(self, other: Lane | int) -> Lane:
        return self._bitwise("shl", other)

    def __rshift__(self, other: Lane | int) -> Lane:
        """The sign is kept."""
        return self._bitwise("ashr", other)

    def shifted_down(self, count: int) -> Lane:
        """A whole number's bits, moved towards the lowest; zeros come in above."""
        return self._bitwise("lshr", count)

    def __invert__(self) -> Lane:
        return self.machine.lane(self.machine.builder.not_(self.value))

    def _arithmetic(self, name: str, u: Lane | float, v: Lane | float) -> Lane:
        first, second = self.machine._pair(u, v)
        builder = self.machine.builder
        if first.is_float:
            write = getattr(builder, f"f{name}")
            return self.machine.lane(write(first.value, second.value, flags=self.machine.flags))
        return self.machine.lane(getattr(builder, name)(first.value, second.value))

    def _bitwise(self, name: str, other: Lane | int) -> Lane:
        second = other if isinstance(other, Lane) else self.machine.integer(other)
        return self.machine.lane(getattr(self.machine.builder, name)(self.value, second.value))

    def _compared(self, sign: str, other: Any) -> Lane:
        first, second = self.machine._pair(self, other)
        builder = self.machine.builder
        if not first.is_float:
            compare = builder.icmp_signed
        elif sign == "!=":
            compare = builder.fcmp_unordered
        else:
            compare = builder.fcmp_ordered
        return self.machine.lane(compare(sign, first.value, second.value))


Emit = Callable[..., Lane | Sequence[Lane]]
