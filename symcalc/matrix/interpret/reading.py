"""One reading of a matrix formula: its names, the meanings of heads, places of errors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sympy as sp

from symcalc.errors import ReadingError, ShapeError, SymcalcError, UnsupportedError
from symcalc.matrix.interpret import told
from symcalc.matrix.interpret.fitting import Fitting
from symcalc.matrix.term import Shape, Term, same
from symcalc.notation import Notation
from symcalc.reading.names import key

Meaning = Callable[["Reading", Notation], Term]
MEANINGS: dict[str, Meaning] = {}
BAD = (sp.zoo, sp.nan, sp.oo, -sp.oo)


def head(*names: str) -> Callable[[Meaning], Meaning]:
    """Register what heads mean."""

    def register(meaning: Meaning) -> Meaning:
        MEANINGS.update(dict.fromkeys(names, meaning))
        return meaning

    return register


class Resolved(Exception):
    """A size that was open is known now: read again with it."""


@dataclass
class Reading:
    """One reading: the names that are known, and what was doubtful on the way.

    Attributes
    ----------
    text : str
        The user's own text.
    places : mapping from int to int
        Where the nodes stand in it, by their `id`.
    names : dict
        From the key of a name to what it stands for.
    sizes : frozenset of sympy.Symbol
        The letters of the shapes; in a formula they are numbers.
    samples : str
        "rows" or "columns".
    declared : frozenset of str
        The keys of the names that were declared.
    standing : frozenset of str
        The names that were declared as a column (m, 1), not as a vector of m.
    remarks : list of str
        How doubtful parts were read.
    known : dict
        The sizes that were found of I and 1, which stand without one.
    defined : set of Term
        What lines gave a name to; it stays a part of what it is put into.
    """

    text: str
    places: Mapping[int, int]
    names: dict[str, Term]
    sizes: frozenset[sp.Symbol]
    samples: str
    declared: frozenset[str] = frozenset()
    standing: frozenset[str] = frozenset()
    remarks: list[str] = field(default_factory=list)
    known: dict[sp.Dummy, sp.Expr] = field(default_factory=dict)
    opened: dict[int, sp.Dummy] = field(default_factory=dict)
    defined: set[Term] = field(default_factory=set)

    @property
    def classes(self) -> int:
        """The axis that runs over the entries of one sample."""
        return 1 if self.samples == "rows" else 0

    def term(self, node: Notation) -> Term:
        """What a node means; an error is told with its place in the text."""
        meaning = MEANINGS.get(node.head, MEANINGS["entrywise"])
        try:
            found = meaning(self, node)
        except SymcalcError as error:
            raise self.placed(error, node) from None
        if found.op == "number" and found.value in BAD:
            what = f"{told.label(node) or 'a part'} has no finite value"
            raise self.placed(UnsupportedError(what), node)
        return found

    def placed(self, error: SymcalcError, *nodes: Notation | None) -> SymcalcError:
        """The same error with a place, if it has none: that of the first node which has one."""
        if error.position is None and error.where in (None, self.text) and self.text:
            error.where = self.text
            places = (self.places.get(id(node)) for node in nodes)
            error.position = next((place for place in places if place is not None), None)
        return error

    def refused(self, what: str, node: Notation, hint: str = "") -> SymcalcError:
        """The error of something that is understood and has no meaning here."""
        return self.placed(UnsupportedError(what, hint=hint or None), node)

    def wrong(self, what: str, node: Notation, hint: str = "") -> SymcalcError:
        """The error of a shape that does not do."""
        return self.placed(ShapeError(what, hint=hint or None), node)

    def unread(self, what: str, node: Notation, hint: str = "") -> SymcalcError:
        """The error of an argument that makes no sense."""
        return self.placed(ReadingError(what, hint=hint or None), node)

    def remark(self, text: str) -> None:
        """Say once how something was read."""
        if text not in self.remarks:
            self.remarks.append(text)

    def parts(self, node: Notation) -> list[Term]:
        """What the parts of a node mean."""
        return [self.term(part) for part in node.parts]

    def open_size(self, node: Notation) -> sp.Expr:
        """The size of an I or 1 that stands without one; it is found where it meets another."""
        size: sp.Expr = self.opened.setdefault(id(node), sp.Dummy("?"))
        while size in self.known:
            size = self.known[size]
        return size

    def equal(self, left: sp.Expr, right: sp.Expr) -> bool:
        """Whether two sizes are the same; one that is open takes the other."""
        for size, other in ((left, right), (right, left)):
            if size in self.opened.values() and size != other:
                self.known[size] = other
                raise Resolved
        return same((left,), (right,))

    def shaped(self, node: Notation, whole: Notation) -> None:
        """Refuse a letter that is used as a matrix and has no shape."""
        name = node.text
        found = self.names.get(key(name)) if node.head == "name" else None
        if found is None or found.op != "symbol" or found.shape or key(name) in self.declared:
            return
        what = f"{name} is used as a matrix ({told.label(whole)}) and has no shape"
        square = whole.head in ("trace", "determinant", "inverse")
        shape = "(n, n)" if square else "(m, n)" if name[:1].isupper() else "n"
        raise self.wrong(what, node, f'declare it, as in --shapes "{name}: {shape}"')

    def is_open(self, shape: Shape) -> bool:
        """Whether a size of a shape is not known yet."""
        return any(size in self.opened.values() for size in shape)

    def fitted(self, terms: list[Term], doing: str, nodes: tuple[Notation, ...] = ()) -> list[Term]:
        """Terms of one shape: numbers, biases and rows or columns are repeated.

        `doing` says what is done with them: they cannot be "added".
        """
        return Fitting(self, terms, doing, nodes).terms_of_one_shape()

    def fitted_parts(self, node: Notation, doing: str) -> list[Term]:
        """What the parts of a node mean, in one shape."""
        return self.fitted(self.parts(node), doing, node.parts)
