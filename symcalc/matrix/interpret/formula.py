"""MatrixFormula: what a text with declared shapes means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import sympy as sp
from sympy.matrices.expressions.matexpr import MatrixElement

from symcalc.errors import ReadingError, ShapeError, UnsupportedError
from symcalc.matrix import algebra
from symcalc.matrix.interpret.reading import Reading, Resolved
from symcalc.matrix.interpret.symbolic import shapes_in, term_of
from symcalc.matrix.interpret.told import label, told
from symcalc.matrix.term import ONE, Shape, Term, ordered, symbol, symbols
from symcalc.matrix.written import written
from symcalc.notation import Notation
from symcalc.reading.matrices import Written, read_matrices, read_shapes
from symcalc.reading.names import key
from symcalc.writing.text import text

SAMPLES = ("rows", "columns")


@dataclass(frozen=True)
class MatrixFormula:
    """A matrix formula that was read, with its shapes.

    Attributes
    ----------
    term : Term
        The formula, in the symbols that were declared and the letters that were not.
    definitions : tuple of (str, Term)
        The lines before it that give names to parts of it: z = W x + b.
    shapes : mapping of names to shapes
        As declared.
    samples : str
        Whether a sample is a row of a batch, or a column.
    written : Notation
        As the user wrote it.
    text : str
        The user's own text.
    remarks : tuple of str
        What was ambiguous, and how it was read.
    """

    term: Term
    definitions: tuple[tuple[str, Term], ...]
    shapes: Mapping[str, Shape] = field(hash=False)
    samples: str
    written: Notation
    text: str
    remarks: tuple[str, ...] = ()

    @property
    def symbols(self) -> tuple[Term, ...]:
        """The variables of the formula, those declared first, in the order of declaration."""
        met = symbols(self.term)
        declared = [name for name in self.shapes if any(s.value == name for s in met)]
        return (
            *(next(s for s in met if s.value == name) for name in declared),
            *(s for s in met if s.value not in declared),
        )

    def symbol(self, name: str) -> Term:
        """A variable of the formula by name.

        Raises
        ------
        UnsupportedError
            If the formula has no such variable; the message lists those that it has.
        """
        found = next((s for s in self.symbols if key(s.value) == key(name)), None)
        if found is None:
            names = ", ".join(s.value for s in self.symbols)
            hint = f"it has {names}" if names else "it has no variables"
            sizes = {
                str(s) for shape in self.shapes.values() for n in shape for s in n.free_symbols
            }
            what = "is a size, not a variable" if name in sizes else "does not occur in the formula"
            raise UnsupportedError(f"{name} {what}", where=self.text, hint=hint)
        return found

    def scalar(self) -> Term:
        """The formula as a loss.

        Raises
        ------
        ShapeError
            If it is a matrix or a vector.
        """
        if not self.term.is_scalar:
            raise ShapeError(
                f"a gradient needs one number, and this is {told(self.term.shape)}",
                where=self.text,
                hint="take sum(…), mean(…) or a norm of it; `jacobian` is for vectors",
            )
        return self.term


Given: TypeAlias = str | Notation | Written | sp.Basic | sp.MatrixBase


def interpreted(formula: Given, shapes: Any = None, samples: str = "rows") -> MatrixFormula:
    """Read a matrix formula and check its shapes.

    Parameters
    ----------
    formula : str, Written, Notation or sympy.Basic
        Plain text or LaTeX; lines of the form z = W x + b may stand before the formula. Or what
        `read_matrices` made of it, or a SymPy expression, whose shapes are those of its symbols.
    shapes : str or mapping
        "W: (k, n), x: n, y: k", or {"W": ("k", "n"), "x": "n"}; nothing where all are numbers.
    samples : str
        "rows" or "columns": how a batch is laid out. A bias is repeated along it.

    Raises
    ------
    ReadingError
        If the text is no formula.
    ShapeError
        If shapes do not fit; both are named, with the place.

    Examples
    --------
    >>> interpreted("||W x - y||^2", "W: (k, n), x: n, y: k").term.is_scalar
    True
    >>> A, x = sp.MatrixSymbol("A", 3, 3), sp.MatrixSymbol("x", 3, 1)
    >>> interpreted(x.T * A * x).shapes
    {'A': (3, 3), 'x': (3, 1)}
    """
    if samples not in SAMPLES:
        raise UnsupportedError(
            f"samples are not {samples!r}", hint='a batch has its samples as "rows" or "columns"'
        )
    given = read_shapes(shapes) if shapes else {}
    declared = {name: column(shape) for name, shape in given.items()}
    standing = frozenset(name for name, shape in given.items() if len(shape) == 2)
    if isinstance(formula, sp.MatrixBase):
        formula = formula.as_immutable()
    if isinstance(formula, sp.Basic):
        return of_sympy(formula, declared, samples)
    if isinstance(formula, Notation):
        formula = Written(formula, "", {})
    read = read_matrices(formula, given) if isinstance(formula, str) else formula
    return Meant(read, declared, samples, standing).formula()


def column(shape: Shape) -> Shape:
    """A vector of n entries is a column of shape (n, 1)."""
    return (*shape, ONE) if len(shape) == 1 else shape


class Meant:
    """What lines of a formula mean, each with the names of those before it."""

    def __init__(
        self, given: Written, shapes: Mapping[str, Shape], samples: str, standing: frozenset[str]
    ) -> None:
        self.given = given
        self.shapes = shapes
        self.sizes = frozenset(
            s for shape in shapes.values() for n in shape for s in n.free_symbols
        )
        declared = frozenset(map(key, shapes))
        places = given.places
        self.reading = Reading(given.text, places, {}, self.sizes, samples, declared, standing)

    def formula(self) -> MatrixFormula:
        """All of it; read again whenever the size of an I or a 1 was found."""
        for name, node in self.given.definitions:
            self.check(name, node)
        while True:
            try:
                return self.read()
            except Resolved:
                self.reading.remarks.clear()

    def check(self, name: str, node: Notation) -> None:
        """The name of a line is a new one."""
        known = {key(other): "declared with a shape" for other in self.shapes}
        known |= {key(size.name): "a size in the shapes" for size in self.sizes}
        if key(name) in known:
            raise ReadingError(
                f"{name} is defined here and {known[key(name)]} too",
                where=self.given.text or None,
                position=self.place(name, node),
                hint=f"give the line another name, or take {name} out of the shapes",
            )

    def place(self, name: str, node: Notation) -> int | None:
        """Where the name of a line stands."""
        stop = self.given.places.get(id(node), len(self.given.text))
        found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(name)}\s*=", self.given.text)]
        return next((at for at in reversed(found) if at <= stop), None)

    def read(self) -> MatrixFormula:
        """The terms of all lines."""
        reading = self.reading
        reading.names = {key(name): symbol(name, *shape) for name, shape in self.shapes.items()}
        reading.defined.clear()
        definitions: list[tuple[str, Term]] = []
        for name, node in self.given.definitions:
            term = single(reading.term(node))
            definitions.append((name, term))
            reading.names[key(name)] = term
            reading.defined |= {term} if term.args else set()
        term = single(reading.term(self.given.node))
        self.closed((*(line for _, line in definitions), term))
        used = {key(n.text) for _, line in self.lines() for n in line.walk() if n.head == "name"}
        for name, _ in definitions:
            if key(name) not in used:
                reading.remark(f"{name} is not used")
        return MatrixFormula(
            term,
            tuple(definitions),
            self.shapes,
            reading.samples,
            self.given.node,
            self.given.text,
            tuple(dict.fromkeys((*self.given.remarks, *reading.remarks))),
        )

    def closed(self, terms: tuple[Term, ...]) -> None:
        """Refuse a formula with an I or a 1 whose size nothing says."""
        sizes = {s for node in ordered(*terms) for n in node.shape for s in n.free_symbols}
        for node in (n for _, line in self.lines() for n in line.walk()):
            if id(node) in self.reading.opened and self.is_open(node, sizes):
                name = {"eye": "I", "ones": "1", "zeros": "0"}.get(node.text, label(node))
                what = f"the size of {name} cannot be told from what stands beside it"
                raise self.reading.wrong(what, node, f"write it, as in {node.text}(n)")

    def is_open(self, node: Notation, sizes: set[sp.Basic]) -> bool:
        """Whether the size of a node was not found, and stands in the formula."""
        size = self.reading.open_size(node)
        return size in sizes and self.reading.is_open((size,))

    def lines(self) -> tuple[tuple[str, Notation], ...]:
        """All lines, the last without a name."""
        return (*self.given.definitions, ("", self.given.node))


def single(term: Term) -> Term:
    """A 1 × 1 matrix that was computed is a number."""
    return algebra.item(term) if term.shape == (ONE, ONE) and term.op != "symbol" else term


def of_sympy(expr: sp.Basic, shapes: Mapping[str, Shape], samples: str) -> MatrixFormula:
    """A formula that SymPy holds; the declared shapes go before those of its symbols."""
    found = shapes_in(expr) | dict(shapes)
    sizes = frozenset(s for shape in found.values() for n in shape for s in n.free_symbols)
    names = {key(name): symbol(name, *shape) for name, shape in found.items()}
    standing = frozenset(name for name, shape in found.items() if shape and shape[1] != ONE)
    term = single(term_of(expr, Reading("", {}, names, sizes, samples, frozenset(names), standing)))
    node = written(term)
    return MatrixFormula(term, (), found, samples, node, text(node))


def has_matrices(formula: Any, wrt: Sequence[Any] = ()) -> bool:
    """Whether SymPy holds matrices in a formula that are more than their single entries.

    >>> A = sp.MatrixSymbol("A", 2, 2)
    >>> has_matrices(sp.Trace(A)), has_matrices(A[0, 0] ** 2), has_matrices(A[0, 0] ** 2, [A])
    (True, False, True)
    """
    if not isinstance(formula, sp.Basic) or isinstance(formula, sp.MatrixBase):
        return False
    if isinstance(formula, sp.MatrixExpr) or any(isinstance(x, sp.MatrixSymbol) for x in wrt):
        return True
    entries = [e for e in formula.atoms(MatrixElement) if isinstance(e.parent, sp.MatrixSymbol)]
    plain = formula.xreplace({entry: sp.Dummy() for entry in entries})
    return bool(plain.has(sp.MatrixSymbol))
