"""Where the arrays of a call lie, read from the arrays themselves by compiled code.

Asking NumPy for it in Python takes a microsecond or two an array, which for ten columns is a tenth
of the time of a small formula over ten thousand points. What is read is what NumPy's headers show
to every compiled extension: `PyArrayObject_fields`, unchanged since its first version.

Anything but plain columns is left to the long way: other types and dtypes, numbers among arrays,
shapes that broadcast, results that overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llvmlite import ir

from symcalc.compiler.llvm.loop import times
from symcalc.compiler.llvm.signatures import SURVEY

INDEX = ir.IntType(64)
HALF = ir.IntType(32)

WORD = 8  # bytes
HEADER = object.__basicsize__
TYPE, ITEMS = HEADER - WORD, tuple.__basicsize__  # the type of any object; a tuple's first item
DATA, AXES, SHAPE, STRIDES, DTYPE, FLAGS = (HEADER + at for at in (0, 8, 16, 24, 40, 48))
ALIGNED, WRITEABLE = 0x100, 0x400
LENGTHS = 3  # the numbers in `wanted` for each result


def survey(builder: Any, args: Sequence[Any]) -> Any:
    """Write it; `args` as in `signatures.SURVEY`. Not 0 where all places were found."""
    return _Survey(builder, dict(zip(SURVEY, args, strict=True))).write()


class _Survey:
    def __init__(self, builder: Any, given: dict[str, Any]) -> None:
        self.builder = builder
        self.given = given
        self.good = self._variable(1)
        self.next = self._variable(0)  # the row to fill next, of all results
        self.rows = self._variable(0)  # of all results together

    def write(self) -> Any:
        """The survey, each pass only where the one before found nothing amiss."""
        builder, given = self.builder, self.given
        self._types("columns", "column_count")
        self._types("results", "result_count")
        with builder.if_then(self._so_far()):
            self._count_rows()
            with times(builder, given["column_count"]) as k:
                self._column(k)
        with builder.if_then(self._so_far()), times(builder, given["result_count"]) as k:
            self._result(k)
        return builder.load(self.good)

    def _types(self, items: str, count: str) -> None:
        """Whether all items of a tuple are arrays, of no subclass."""
        with times(self.builder, self.given[count]) as k:
            kind = self._word(self._item(items, k), TYPE)
            self._require(self._equal(kind, self.given["type"]))

    def _count_rows(self) -> None:
        with times(self.builder, self.given["result_count"]) as k:
            _, first, second = self._wanted(k)
            self._add(self.rows, self.builder.mul(first, second))

    def _column(self, k: Any) -> None:
        """The address, stride and extent of one argument."""
        builder, given = self.builder, self.given
        array, count = self._item("columns", k), given["column_count"]
        plain = builder.and_(self._plain(array, ALIGNED), self._equal(self._axes(array), INDEX(1)))
        self._require(plain)
        with builder.if_then(plain):
            data = self._word(array, DATA)
            length, stride = self._word(self._word(array, SHAPE), 0), self._stride(array, 0)
            self._require(self._equal(length, given["column_points"]))
            self._place(k, data)
            self._place(builder.add(count, k), self._elements(stride))
            low, high = self._extent(data, [(length, stride)])
            at = self._extents(k)
            self._place(at, low)
            self._place(builder.add(at, INDEX(1)), high)

    def _result(self, k: Any) -> None:
        """The addresses and strides of one result's rows; it overlaps nothing."""
        builder = self.builder
        array, (axes, first, second) = self._item("results", k), self._wanted(k)
        plain = builder.and_(
            self._plain(array, ALIGNED | WRITEABLE), self._equal(self._axes(array), axes)
        )
        self._require(plain)
        with builder.if_then(plain):
            sides = self._sides(array, axes)
            lengths = (self.given["result_points"], first, second)
            for wanted, (length, _) in zip(lengths, sides, strict=True):
                self._require(self._equal(length, wanted))
            self._fill(array, lengths, [stride for _, stride in sides])
            self._apart(k, *self._extent(self._word(array, DATA), sides))

    def _sides(self, array: Any, axes: Any) -> list[tuple[Any, Any]]:
        """The length and stride of the points, and of two axes before the last and the last."""
        builder = self.builder
        sides = [(self._word(self._word(array, SHAPE), 0), self._stride(array, 0))]
        for back in (2, 1):  # an axis that there is not has one entry
            there = builder.icmp_signed(">", axes, INDEX(back))
            at = builder.select(there, builder.sub(axes, INDEX(back)), INDEX(0))
            length = self._at(self._word(array, SHAPE), at)
            stride = self._at(self._word(array, STRIDES), at)
            sides.append(
                (
                    builder.select(there, length, INDEX(1)),
                    builder.select(there, stride, INDEX(0)),
                )
            )
        return sides

    def _fill(self, array: Any, lengths: Sequence[Any], strides: Sequence[Any]) -> None:
        """One row for each entry that is wanted, never more: for so many there is room."""
        builder, (_, first, second), (along, outer, inner) = self.builder, lengths, strides
        before = builder.mul(self.given["column_count"], INDEX(2))
        apart = self._elements(along)
        with times(builder, first) as i, times(builder, second) as j:
            offset = builder.add(builder.mul(i, outer), builder.mul(j, inner))
            at = builder.add(before, builder.load(self.next))
            self._place(at, builder.add(self._word(array, DATA), offset))
            self._place(builder.add(at, builder.load(self.rows)), apart)
            self._add(self.next, INDEX(1))

    def _apart(self, k: Any, low: Any, high: Any) -> None:
        """Whether a result overlaps no column and no result before it."""
        builder = self.builder
        total = builder.add(self.given["column_count"], k)
        with times(builder, total) as other:
            at = self._extents(other)
            their_low, their_high = self._placed(at), self._placed(builder.add(at, INDEX(1)))
            below = builder.icmp_unsigned("<=", high, their_low)
            above = builder.icmp_unsigned("<=", their_high, low)
            self._require(builder.or_(below, above))
        self._place(self._extents(total), low)
        self._place(builder.add(self._extents(total), INDEX(1)), high)

    def _extents(self, k: Any) -> Any:
        """Where the extent of a column stands, or after them of a result."""
        builder = self.builder
        both = builder.add(self.given["column_count"], builder.load(self.rows))
        return builder.mul(builder.add(both, k), INDEX(2))

    def _extent(self, data: Any, sides: Sequence[tuple[Any, Any]]) -> tuple[Any, Any]:
        """The first byte of an array, and the one after its last."""
        builder = self.builder
        low, high = data, builder.add(data, self.given["size"])
        for length, stride in sides:
            span = builder.mul(builder.sub(length, INDEX(1)), stride)
            back = builder.icmp_signed("<", span, INDEX(0))
            low = builder.add(low, builder.select(back, span, INDEX(0)))
            high = builder.add(high, builder.select(back, INDEX(0), span))
        return low, high

    def _plain(self, array: Any, flags: int) -> Any:
        """Whether an array has the dtype and the flags."""
        builder = self.builder
        same = self._equal(self._word(array, DTYPE), self.given["dtype"])
        found = builder.and_(self._half(array, FLAGS), INDEX(flags))
        return builder.and_(same, self._equal(found, INDEX(flags)))

    def _axes(self, array: Any) -> Any:
        return self._half(array, AXES)

    def _stride(self, array: Any, axis: int) -> Any:
        return self._word(self._word(array, STRIDES), WORD * axis)

    def _elements(self, stride: Any) -> Any:
        """A stride in elements; of an aligned array it is a whole number of them or not used."""
        builder, size = self.builder, self.given["size"]
        self._require(self._equal(builder.srem(stride, size), INDEX(0)))
        return builder.sdiv(stride, size)

    def _item(self, items: str, k: Any) -> Any:
        return self._at(self.builder.add(self.given[items], INDEX(ITEMS)), k)

    def _wanted(self, k: Any) -> list[Any]:
        builder = self.builder
        first = builder.mul(k, INDEX(LENGTHS))
        return [
            builder.load(builder.gep(self.given["wanted"], [builder.add(first, INDEX(i))]))
            for i in range(LENGTHS)
        ]

    def _place(self, at: Any, value: Any) -> None:
        self.builder.store(value, self.builder.gep(self.given["places"], [at]))

    def _placed(self, at: Any) -> Any:
        return self.builder.load(self.builder.gep(self.given["places"], [at]))

    def _word(self, base: Any, offset: int) -> Any:
        """The 64 bits at an address."""
        builder = self.builder
        address = builder.add(base, INDEX(offset))
        return builder.load(builder.inttoptr(address, INDEX.as_pointer()))

    def _half(self, base: Any, offset: int) -> Any:
        """The 32 bits at an address."""
        builder = self.builder
        address = builder.add(base, INDEX(offset))
        return builder.zext(builder.load(builder.inttoptr(address, HALF.as_pointer())), INDEX)

    def _at(self, base: Any, k: Any) -> Any:
        builder = self.builder
        return self._word(builder.add(base, builder.mul(k, INDEX(WORD))), 0)

    def _equal(self, left: Any, right: Any) -> Any:
        return self.builder.icmp_signed("==", left, right)

    def _variable(self, first: int) -> Any:
        builder = self.builder
        with builder.goto_entry_block():
            variable = builder.alloca(INDEX)
        builder.store(INDEX(first), variable)
        return variable

    def _add(self, variable: Any, value: Any) -> None:
        self.builder.store(self.builder.add(self.builder.load(variable), value), variable)

    def _require(self, condition: Any) -> None:
        builder = self.builder
        still = builder.and_(builder.load(self.good), builder.zext(condition, INDEX))
        builder.store(still, self.good)

    def _so_far(self) -> Any:
        return self._equal(self.builder.load(self.good), INDEX(1))
