"""Low-rank adaptation: a weight W + BA of which only two thin factors are learnt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from numbers import Integral
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.report import CheckReport
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError, shorten
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.plotting import spectra
from symcalc.primitives import arrange, build
from symcalc.reading import read
from symcalc.steps import Step, Table
from symcalc.tutor.lessons import asked
from symcalc.tutor.linear.lowrank import whole_numbers
from symcalc.tutor.linear.lowrank_steps import figure, percent, step
from symcalc.tutor.linear.source import equals, matrix, transposed
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words import lowrank as words
from symcalc.writing.text import text

LARGEST = 10**9  # rows or columns
TRIED = ((2, 3, 1), (7, 5, 4), (64, 64, 8), (12, 30, 11))  # sizes that stand for letters


@dataclass(frozen=True)
class Counted:
    """r(d + k) and dk are what counting the entries of the matrices gives."""

    d: sp.Expr
    k: sp.Expr
    ranks: tuple[sp.Expr, ...]
    parameters: tuple[sp.Expr, ...]

    def check(self) -> CheckReport:
        """By the shapes of matrices; letters are sizes that are tried."""
        letters = sorted(self._letters, key=str)
        points = [dict(zip(letters, sizes, strict=False)) for sizes in TRIED] if letters else [{}]
        gaps = [
            abs(self._entries(rank, point) - told.subs(point))
            for point in points
            for rank, told in zip(self.ranks, self.parameters, strict=True)
        ]
        worst = float(max(gaps))
        word = "letters" if letters else "numbers"
        where = words.COUNTED_AT[word].format(count=len(points))
        told = words.CHECKED_COUNTS.format(where=where)
        status = "disagrees" if worst else "agrees"
        return CheckReport(status, len(gaps), worst, 0.0, None, "counting", told=told)

    @property
    def _letters(self) -> set[sp.Symbol]:
        return set().union(*(e.free_symbols for e in (self.d, self.k, *self.ranks)))

    def _entries(self, rank: sp.Expr, point: dict[sp.Symbol, int]) -> sp.Expr:
        """The entries of B and of A."""
        d, k, r = (int(e.subs(point)) for e in (self.d, self.k, rank))
        b, a = sp.MatrixSymbol("B", d, r), sp.MatrixSymbol("A", r, k)
        return sp.Mul(*b.shape) + sp.Mul(*a.shape)


@dataclass(frozen=True, repr=False)
class Adaptation(Derivation):
    """A derivation with the counts of each rank.

    Attributes
    ----------
    dense : sympy.Expr
        The entries of W.
    savings : tuple of sympy.Expr
        The share of parameters that is not learnt, for each rank.
    break_even : sympy.Expr
        The rank at which nothing is saved.
    """

    dense: sp.Expr = sp.S.Zero
    savings: tuple[sp.Expr, ...] = ()
    break_even: sp.Expr = sp.S.Zero


def low_rank_adaptation(d: Any, k: Any, rank: Any) -> Adaptation:
    """Count what W + BA learns, beside W; sizes are whole numbers or letters.

    Raises
    ------
    UnsupportedError
        If a size is neither, or a rank is more than W has.
    """
    rows, columns = size_of(d), size_of(k)
    ranks = _ranks(rank, rows, columns)
    parameters = tuple(sp.expand(r * (rows + columns)) for r in ranks)
    dense = sp.expand(rows * columns)
    savings = tuple(sp.Integer(1) - p / dense for p in parameters)
    even = dense / (rows + columns)
    said = asked(
        "low-rank-adaptation", d=str(rows), k=str(columns), rank=", ".join(map(str, ranks))
    )
    claim = Counted(rows, columns, ranks, parameters)
    if not (report := claim.check()):
        raise AssertionError(f"parameters of B and A: {report.text()}")
    one = len(ranks) == 1
    counts = sp.ImmutableMatrix(parameters)
    numbers = dense.is_number and all(r.is_number for r in ranks)
    return Adaptation(
        said,
        _adapted(rows, columns, ranks[0]),
        arrange(parameters[0]) if one else arrange(counts),
        tuple(_steps(rows, columns, ranks, parameters)),
        remarks=(words.REMARKS["start"], words.REMARKS["merged"]),
        claims=(claim,),
        ending=_ending(dense, ranks, parameters),
        picture=partial(spectra.parameters, int(rows), int(columns), tuple(map(int, ranks)))
        if numbers
        else None,
        dense=dense,
        savings=savings,
        break_even=sp.cancel(even),
    )


def size_of(given: Any) -> sp.Expr:
    """A whole number from 1, or a letter."""
    if isinstance(given, sp.Symbol):
        return given
    if isinstance(given, Integral | sp.Integer) and not isinstance(given, bool):
        found = sp.Integer(int(given))
    elif isinstance(given, str) and given.strip():
        found = read(given, names=[given.strip()] if given.strip().isidentifier() else ()).expr
    else:
        found = None
    if isinstance(found, sp.Symbol):
        return found
    if not (isinstance(found, sp.Integer) and 1 <= found <= LARGEST):
        what = words.FAILS["size"].format(size=shorten(str(given)))
        raise UnsupportedError(what, hint=words.HINTS["size"])
    return found


def _ranks(given: Any, rows: sp.Expr, columns: sp.Expr) -> tuple[sp.Expr, ...]:
    """One rank or several; a letter stands alone."""
    lone = given.strip() if isinstance(given, str) else given
    if isinstance(lone, sp.Symbol) or (isinstance(lone, str) and lone.isidentifier()):
        return (size_of(lone),)
    ranks = tuple(sp.Integer(r) for r in whole_numbers(given))
    if ranks[0] < 1:
        what = words.FAILS["least"].format(rank=ranks[0])
        raise UnsupportedError(what, hint=words.HINTS["rank"])
    for rank in ranks:
        sizes = [s for s in (rows, columns) if s.is_number]
        if any(rank > s for s in sizes):
            fields = {"rank": rank, "rows": rows, "columns": columns}
            raise UnsupportedError(words.FAILS["over"].format(**fields), hint=words.HINTS["rank"])
    return ranks


def _adapted(rows: sp.Expr, columns: sp.Expr, rank: sp.Expr) -> Notation:
    """W + B·A."""
    b, a = matrix("B", rows, rank), matrix("A", rank, columns)
    return notation.add(matrix("W", rows, columns), notation.multiply(b, a))


def _steps(
    d: sp.Expr, k: sp.Expr, ranks: Sequence[sp.Expr], parameters: Sequence[sp.Expr]
) -> list[Step]:
    one = len(ranks) == 1
    r = ranks[0] if one else sp.Symbol("r")
    dense, total = sp.expand(d * k), sp.Add(d, k)
    fields = {"d": text(arrange(d)), "k": text(arrange(k)), "r": text(arrange(r))}
    fields["dense"] = text(arrange(dense))
    fields["more"] = words.NUMBERS["one" if r == 1 else "more"].format(**fields)
    fields["columns"] = words.COUNTED["one" if r == 1 else "more"].format(**fields)
    weight = matrix("W", d, k)
    change = _adapted(d, k, r).parts[1]
    factors = matrix("U_r", d, r), matrix("Σ_r", r, r), transposed(matrix("V_r", k, r))
    lines = [
        step("frozen-weight", fields, weight, _adapted(d, k, r)),
        step("rank-of-product", fields, change, equals(change, notation.multiply(*factors))),
        _counting("truncated-storage", fields, (r, d, k, sp.Integer(1)), r * (total + 1)),
    ]
    if one:
        lines.append(_counting("parameters", fields, (r, d, k), parameters[0]))
        share = notation.subtract(
            notation.number(1), notation.divide(_product((r, d, k)), arrange(dense))
        )
        saved = 1 - parameters[0] / dense
        told = arrange(saved if saved.is_number else sp.expand(saved))
        lines.append(step("savings", fields, share, equals(share, told)))
    else:
        lines.append(
            step(
                "ranks",
                fields,
                _product((r, d, k)),
                _product((r, d, k)),
                _table(ranks, parameters, dense),
            )
        )
    return [*lines, _break_even(d, k)]


def _product(sizes: Sequence[sp.Expr]) -> Notation:
    """r(d + k) as it is written."""
    r, *terms = map(arrange, sizes)
    return build("product", r, build("sum", *terms))


def _counting(rule: str, fields: Any, sizes: Sequence[sp.Expr], count: sp.Expr) -> Step:
    before = _product(sizes)
    return step(rule, fields, before, equals(before, arrange(sp.expand(count))))


def _table(ranks: Sequence[sp.Expr], parameters: Sequence[sp.Expr], dense: sp.Expr) -> Table:
    heads = tuple(words.HEADS[h] for h in ("rank", "parameters", "share"))
    rows = []
    for r, count in zip(ranks, parameters, strict=True):
        saved = 1 - count / dense
        told = figure(float(saved)) if saved.is_number else text(arrange(sp.expand(saved)))
        rows.append((text(arrange(r)), text(arrange(count)), told))
    return Table(heads, tuple(rows))


def _break_even(d: sp.Expr, k: sp.Expr) -> Step:
    """dk/(d + k), and up to which rank something is saved."""
    even = sp.cancel(d * k / (d + k))
    most = int(sp.ceiling(even)) - 1 if even.is_number else None
    word = "letters" if most is None else "lora" if most else "lora-never"
    rounded = even.is_number and not even.is_Integer
    about = words.ABOUT.format(value=in_figures(float(even))) if rounded else ""
    fields = {"about": about, "verdict": words.VERDICTS[word].format(most=most)}
    r = letter("r")
    return step("break-even-rank", fields, r, equals(r, arrange(even)))


def _ending(dense: sp.Expr, ranks: Sequence[sp.Expr], parameters: Sequence[sp.Expr]) -> str:
    first, last = parameters[0], parameters[-1]
    fields = {"count": text(arrange(first)), "dense": text(arrange(dense))}
    if len(ranks) > 1:
        fields |= {"first": str(ranks[0]), "last": str(ranks[-1])}
        counts = {"least": text(arrange(first)), "most": text(arrange(last))}
        return words.ENDINGS["adapted-table"].format(**fields, **counts)
    saved = 1 - first / dense
    if not saved.is_number:
        return words.ENDINGS["adapted-letters"].format(**fields)
    word = "adapted" if saved > 0 else "adapted-even" if saved == 0 else "adapted-more"
    return words.ENDINGS[word].format(share=percent(float(saved)), **fields)
