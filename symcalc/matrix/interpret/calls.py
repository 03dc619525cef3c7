"""Functions of matrices that are called by name: which arguments they take, and by which names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import sympy as sp

from symcalc.errors import SymcalcError
from symcalc.matrix.interpret import told
from symcalc.matrix.interpret.reading import Reading, head
from symcalc.matrix.term import ONE, Term
from symcalc.notation import Notation

# Other names of options.
ALIASES = {"dim": "axis", "keepdim": "keepdims", "correction": "ddof", "offset": "k", "ord": "p"}
AXES = {"0": 0, "1": 1, "-1": -1, "-2": 0, "rows": 0, "row": 0, "columns": 1, "column": 1}
WORDS = {"True": True, "true": True, "1": True, "False": False, "false": False, "0": False}


@dataclass(frozen=True)
class Called:
    """One call: its options, and all that is given, by name."""

    reading: Reading
    node: Notation
    options: dict[str, Notation]
    given: dict[str, Notation]

    @property
    def name(self) -> str:
        """What is called."""
        return self.node.text

    def axis(self, x: Term, default: int | None = None) -> int | None:
        """The axis that is said; that of a vector is the one along it."""
        given = self.options.get("axis")
        if given is None or given.text == "None":
            return default
        found = AXES.get(plain(given))
        if found is None:
            hint = "axis=0 goes down the rows, axis=1 along each row; without one all entries count"
            raise self.reading.unread(f"there is no such axis for {self.name}", self.node, hint)
        if x.is_scalar:
            raise self.reading.wrong(f"{self.name} of a number has no axis", self.node)
        if found == -1:
            return 0 if x.is_column else 1
        flat = x.op == "symbol" and x.is_column and x.value not in self.reading.standing
        if found == 1 and flat:
            what = f"{x.value} is {told.told(x.shape)}, which has no axis 1"
            raise self.reading.wrong(what, self.node, "leave the axis out")
        return found

    def is_said(self, option: str, *, default: bool = False) -> bool:
        """Whether an option is on."""
        given = self.options.get(option)
        if given is None:
            return default
        found = WORDS.get(plain(given))
        if found is None:
            raise self.reading.unread(f"{option} is True or False", self.node)
        return found

    def number(self, option: str, default: sp.Expr | int) -> sp.Expr:
        """A number that is an option."""
        given = self.options.get(option)
        if given is None:
            return sp.sympify(default, strict=True)
        found = self.reading.term(given)
        if found.op != "number":
            raise self.reading.unread(f"{option} of {self.name} is a number", given)
        value: sp.Expr = found.value
        return value

    def term(self, option: str, default: Term) -> Term:
        """A number or a parameter that is an option."""
        given = self.options.get(option)
        found = default if given is None else self.reading.term(given)
        if given is not None and not found.is_scalar:
            what = f"{option} is a number, and this is {told.told(found.shape)}"
            raise self.reading.placed(self.wrong(what), given, self.node)
        return found

    def wrong(self, what: str, hint: str = "") -> SymcalcError:
        """A shape that does not do."""
        return self.reading.wrong(what, self.node, hint)

    def refused(self, what: str, hint: str = "") -> SymcalcError:
        """What is understood and not known."""
        return self.reading.refused(what, self.node, hint)


Call = Callable[..., Term]


class Row(NamedTuple):
    """A function of matrices: its arguments by place, and what it means."""

    needs: int
    takes: tuple[str, ...]
    options: tuple[str, ...]
    many: bool
    meaning: Call


CALLED: dict[str, Row] = {}


def called(
    *names: str, takes: str = "x", options: str = "", many: bool = False
) -> Callable[[Call], Call]:
    """Register a function by its arguments: "x, y, gamma=" needs x and y, gamma= may be left out.

    What is in `options` is read by the function itself, through its `Called`; the others reach it
    as terms. `many` says that there may be any number of arguments.
    """
    places = tuple(part.strip() for part in takes.split(",") if part.strip())

    def register(function: Call) -> Call:
        row = Row(
            needs=sum(not place.endswith("=") for place in places),
            takes=tuple(place.rstrip("=") for place in places),
            options=tuple(options.split()),
            many=many,
            meaning=function,
        )
        CALLED.update(dict.fromkeys(names, row))
        return function

    return register


@head("call")
def call(reading: Reading, node: Notation) -> Term:
    """A call by name."""
    row = CALLED.get(node.text)
    if row is None:
        raise reading.refused(f"{node.text} of matrices cannot be read yet", node)
    given = [part for part in node.parts if part.head != "keyword"]
    named = {ALIASES.get(p.text, p.text): p.parts[0] for p in node.parts if p.head == "keyword"}
    check(reading, row, node, given, named)
    if row.many:
        return row.meaning(Called(reading, node, named, named), *given)
    places = [*row.takes, *row.options]
    by_name = dict(zip(places, given, strict=False)) | named
    options = {name: part for name, part in by_name.items() if name in row.options}
    terms = {name: reading.term(by_name[name]) for name in row.takes if name in by_name}
    return row.meaning(Called(reading, node, options, by_name), **terms)


def check(
    reading: Reading,
    row: Row,
    node: Notation,
    given: list[Notation],
    named: dict[str, Notation],
) -> None:
    """The number of arguments and their names."""
    known = [*row.takes, *row.options]
    strange = [name for name in named if name not in known]
    if strange:
        told_names = ", ".join(known[row.needs :])
        hint = (
            f"it has {told_names}" if told_names else f"write {node.text}({', '.join(row.takes)})"
        )
        raise reading.refused(f"{node.text} has no argument {strange[0]} here", node, hint)
    if row.many:
        return
    twice = [name for name in known[: len(given)] if name in named]
    if twice:
        raise reading.unread(f"{twice[0]} is given twice", node)
    missing = [name for name in row.takes[len(given) : row.needs] if name not in named]
    if missing or len(given) > len(known):
        count = str(row.needs) if len(known) == row.needs else f"{row.needs} to {len(known)}"
        plural = "" if count == "1" else "s"
        what = f"{node.text} takes {count} argument{plural}, not {len(given)}"
        raise reading.unread(what, node, f"write {node.text}({', '.join(known)})")


def plain(node: Notation) -> str:
    """A word or a number that is the value of an option."""
    if node.head == "negation":
        return f"-{plain(node.parts[0])}"
    return node.text or str(node.expr)


def unpacked(given: tuple[Notation, ...]) -> tuple[Notation, ...]:
    """The matrices in (A, B) and [A, B], which are given as one."""
    if len(given) != 1:
        return given
    (one,) = given
    if one.head == "matrix" and len(one.parts) == 1:
        return one.parts[0].parts
    return one.parts if one.head in ("tuple", "vector") else given


def is_vector(term: Term) -> bool:
    """Whether one of its sizes is 1."""
    return ONE in term.shape
