"""The start of a run: whose numbers they are, and which letters are data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sympy as sp

from symcalc.errors import ShapeError, UnsupportedError
from symcalc.formula import natural_order, written_order
from symcalc.notation import Notation
from symcalc.reading import key, read, right_side
from symcalc.reading.arrays import numbers
from symcalc.scope import need_slope, need_value
from symcalc.tutor.descent.read import list_of
from symcalc.tutor.words.descent import FAILS, HINTS, REMARKS

if TYPE_CHECKING:
    from symcalc.tutor.descent.ask import Request

# The usual start of x is called x_0.
ZEROTH = re.compile(r"\\?(?P<name>.*?[^_^({\d])(?:_?\{?0\}?|₀|\^?\{?\(0\)\}?)")
LEARNT = re.compile(r"(?:w|W|b|m|c|theta|θ|beta|β)(?:_?\{?\d+\}?)?")
DATA = re.compile(r"(?:x|t|y)(?:_?\{?\d+\}?)?")
TARGET = "y"


class Typed(list[float]):
    """Numbers of a start as a sentence lists them: for the letters as the formula has them."""


def formula_of(asked: Request, names: Iterable[str]) -> Notation:
    """The formula as written."""
    if isinstance(asked.f, Notation):
        return asked.f
    return right_side(read(str(asked.f), names=[*asked.names, *names]))


def in_order(asked: Request) -> dict[str, Any]:
    """A start as a list: its numbers belong to the letters in natural order.

    In a sentence the letters come in the order in which the formula has them.
    """
    body = formula_of(asked, [])
    letters = written_order(body) if isinstance(asked.x0, Typed) else natural_order(body.symbols)
    values = list_of("x0", asked.x0)
    if len(values) != len(letters):
        told = FAILS["length"].format(name="x0", got=len(values), n=len(letters))
        raise ShapeError(told, hint=HINTS["start"])
    return {str(s): v for s, v in zip(letters, values, strict=True)}


def remarks(asked: Request, body: Notation | None) -> tuple[str, ...]:
    """In which order a list of numbers is taken, where there are two."""
    if body is None or not isinstance(asked.x0, list | tuple):
        return ()
    written, natural = written_order(body), natural_order(body.symbols)
    if written == natural:
        return ()
    row, order = ("written", written) if isinstance(asked.x0, Typed) else ("natural", natural)
    return (REMARKS[f"order-{row}"].format(names=", ".join(str(s) for s in order)),)


def letters_of(
    body: Notation, values: Mapping[str, Any], columns: Mapping[str, Any]
) -> dict[str, sp.Symbol]:
    """The formula's own symbols by what the start calls them, in the order of the start.

    Raises
    ------
    UnsupportedError
        If a name does not occur, or a letter has no value.
    """
    need_value(body)
    met = {s.name: s for s in body.symbols}
    found = {name: _own(name, met.values()) for name in values}
    strange = [name for name, s in found.items() if s is None]
    strange += [name for name in columns if name not in met]
    if strange:
        names = ", ".join(met) or "no letters"
        told = FAILS["unknown"].format(name=strange[0])
        raise UnsupportedError(told, hint=HINTS["unknown"].format(names=names))
    missing = [n for n, s in met.items() if s not in found.values() and n not in columns]
    if missing:
        told = FAILS["start"].format(names=" and ".join(missing))
        raise UnsupportedError(told, hint=HINTS["start"])
    letters = {name: s for name, s in found.items() if s is not None}
    if len(set(letters.values())) < len(letters):
        raise UnsupportedError(FAILS["same"].format(names=" and ".join(letters)))
    need_slope(body, set(letters.values()))
    return letters


def _own(name: str, among: Iterable[sp.Symbol]) -> sp.Symbol | None:
    """The letter that is meant: by its name, or x where its start is called x_0."""
    letters = {key(s.name): s for s in among}
    first = ZEROTH.fullmatch(name)
    plain = key(name.removeprefix("\\"))
    return letters.get(plain) or (letters.get(key(first["name"])) if first else None)


def parted(f: str, start: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What is learnt, and the data: of (w x − y)² at w = 1, x = 2, y = 5 only w is learnt.

    >>> parted("1/2 (w x - y)^2", {"w": "1", "x": "2", "y": "5"})
    ({'w': '1'}, {'x': '2', 'y': '5'})
    >>> parted("w^2 + x y", {"w": "1", "x": "2", "y": "5"})[1]
    {}
    """
    learnt = [n for n in start if LEARNT.fullmatch(n.removeprefix("\\"))]
    data = [n for n in start if DATA.fullmatch(n) and n not in learnt]
    known = {*learnt, *data} == set(start) and any(n[0] == TARGET for n in data)
    if not (known and learnt and _is_model(f, learnt, data)):
        return dict(start), {}
    return {n: start[n] for n in learnt}, {n: start[n] for n in data}


def regression(model: str, points: str) -> tuple[str, list[str], str]:
    """The squared error of a model of x, the columns of its data, and what is told of it.

    >>> regression("w x + b", "(1, 2), (2, 3)")[:2]
    ('(w x + b - y)^2', ['x = [1, 2]', 'y = [2, 3]'])
    """
    bare = points.strip("{} ").replace(" and ", ", ").replace(";", ",").replace(",,", ",")
    rows = numbers(f"[{bare}]" if bare.startswith("(") else bare)
    if any(len(row) != 2 for row in rows):
        raise UnsupportedError(FAILS["pairs"], where=points, hint=HINTS["clause"])
    columns = [f"{n} = [{', '.join(str(row[k]) for row in rows)}]" for k, n in enumerate("xy")]
    return f"({model} - y)^2", columns, REMARKS["squared"].format(model=model)


def _is_model(f: str, learnt: Sequence[str], data: Sequence[str]) -> bool:
    """Whether a parameter is multiplied by an input, and no target by anything learnt."""
    inputs = {sp.Symbol(n) for n in data if n[0] != TARGET}
    own = {sp.Symbol(n) for n in learnt}
    products = [m.free_symbols for m in read(f).expr.atoms(sp.Mul) if m.is_Mul and _is_plain(m)]
    return any(symbols & inputs and symbols & own for symbols in products)


def _is_plain(product: sp.Mul) -> bool:
    return all(part.is_Symbol or part.is_number for part in product.args)
