"""Systems of equations, solved as on paper: factors, one unknown, substitution, elimination."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import sympy as sp

from symcalc.formula import measure
from symcalc.tutor.extrema.branches import (
    Branch,
    Equations,
    Solution,
    Stuck,
    as_solution,
    key_of,
    satisfies,
    slope_of,
    sorted_gens,
    without_covered,
)
from symcalc.tutor.extrema.inverses import INVERSES, LETTER, one_function
from symcalc.tutor.extrema.logarithms import without_logarithms
from symcalc.tutor.extrema.numbers import shown, sign_of
from symcalc.tutor.extrema.roots import exact_roots
from symcalc.tutor.extrema.zeros import Roots, factors, never_zero
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

BRANCHES = 300  # cases that are looked at
EFFORT = 5_000  # nodes of the equations of all of them: no clock, so the same on every machine
LARGEST = 300  # nodes of an equation
DEGREE = 8  # of polynomials of which an unknown is eliminated


def solve_system(equations: Sequence[sp.Expr], unknowns: Sequence[sp.Symbol]) -> list[Solution]:
    """All real solutions, each of which satisfies every equation.

    Raises
    ------
    Stuck
        Where the textbook's means, or the effort allowed, are at an end.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> [s.values for s in solve_system([3 * x**2 - 3, 2 * y], [x, y])]
    [{y: 0, x: -1}, {y: 0, x: 1}]
    """
    worker = _Work(tuple(unknowns))
    found: dict[tuple[tuple[sp.Symbol, sp.Expr], ...], Solution] = {}
    for branch in worker.leaves(Branch(tuple(equations))):
        solution = as_solution(branch, unknowns)
        if satisfies(equations, solution.values):
            key = tuple((x, sp.nsimplify(v) if v.is_Rational else v) for x, v in key_of(solution))
            found.setdefault(key, solution)
    return without_covered(list(found.values()))


class _Work:
    def __init__(self, unknowns: tuple[sp.Symbol, ...]) -> None:
        self.unknowns = unknowns
        self.seen = 0
        self.spent = 0

    def leaves(self, branch: Branch) -> Iterator[Branch]:
        """The cases in which nothing is left to solve."""
        self.seen += 1
        self.spent += sum(measure(e)[1] for e in branch.equations)
        if self.seen > BRANCHES or self.spent > EFFORT:
            raise Stuck
        listed = [self._factors(e) for e in branch.equations]
        listed = [fs for fs in dict.fromkeys(listed) if fs != (sp.S.Zero,)]
        if any(not fs for fs in listed):
            return
        if not listed:
            yield branch
            return
        for inner in self._split(branch, sorted(listed, key=lambda fs: (len(fs) < 2, _size(fs)))):
            yield from self.leaves(inner)

    def _factors(self, equation: sp.Expr) -> Equations:
        """The factors that may be zero; one that is 0 if it always is, none if it never is."""
        if not equation.free_symbols & set(self.unknowns):
            same = equation == 0 or (not equation.free_symbols and sign_of(equation) == 0)
            return (sp.S.Zero,) if same else ()
        found = factors(equation) if measure(equation)[1] <= LARGEST else None
        if found is None:
            raise Stuck
        mine = set(self.unknowns)
        open_ = tuple(f for f in found if f.free_symbols & mine and not never_zero(f))
        if sp.S.Zero in found:
            return (sp.S.Zero,)
        return open_

    def _split(self, branch: Branch, listed: list[Equations]) -> list[Branch]:
        plain = tuple(sp.Mul(*fs) for fs in listed)
        whole = Branch(plain, branch.known, branch.path, branch.periods)
        if len(listed[0]) > 1:
            rest = plain[1:]
            return [
                Branch(
                    (f, *rest),
                    branch.known,
                    (*branch.path, self._case(listed[0], f)),
                    whole.periods,
                )
                for f in listed[0]
            ]
        ways = (self._one_unknown, self._solved_for, self._squares, self._joined, self._inverted)
        for way in (*ways, self._divided, self._eliminated, self._quadratic):
            found = way(whole)
            if found is not None:
                return found
        raise Stuck

    @staticmethod
    def _case(product: Equations, factor: sp.Expr) -> str:
        whole, one = _written(sp.Mul(*product)), _written(factor)
        return SAYS["case"].format(product=whole, factor=one)

    def _one_unknown(self, branch: Branch) -> list[Branch] | None:
        for equation in branch.equations:
            here = equation.free_symbols
            if len(here) != 1:
                continue
            (x,) = here
            found = exact_roots(equation, x)
            if found is None or found.everywhere:
                continue
            return [self._valued(branch, x, v, equation, found) for v in found.listed()]
        return None

    @staticmethod
    def _valued(
        branch: Branch, x: sp.Symbol, value: sp.Expr, equation: sp.Expr, found: Roots
    ) -> Branch:
        line = SAYS["gives"].format(
            equation=_written(equation), x=_written(x), value=_written(value)
        )
        made = branch.with_value(x, value, "" if equation == x else line)
        if found.period is None:
            return made
        return Branch(made.equations, made.known, made.path, (*made.periods, (x, found.period)))

    def _solved_for(self, branch: Branch) -> list[Branch] | None:
        """Substitute an unknown that stands alone, with a number before it."""
        options = []
        for equation in branch.equations:
            for x in self.unknowns:
                slope = slope_of(equation, x)
                if slope is not None and not slope.free_symbols & set(self.unknowns):
                    value = sp.expand(-equation.subs(x, 0) / slope)
                    options.append((sp.count_ops(value), str(x), x, value, equation))
        if not options:
            return None
        _, _, x, value, equation = min(options, key=lambda o: o[:2])
        line = SAYS["gives"].format(
            equation=_written(equation), x=_written(x), value=_written(value)
        )
        return [branch.with_value(x, value, line)]

    def _squares(self, branch: Branch) -> list[Branch] | None:
        """A sum of squares is zero only where each of them is."""
        for equation in branch.equations:
            if not equation.is_polynomial(*self.unknowns):
                continue
            terms = sp.Poly(equation, *equation.free_symbols).terms()
            even = all(k % 2 == 0 for powers, _ in terms for k in powers)
            signs = {sp.sign(c) for _, c in terms}
            if not (even and signs in ({sp.S.One}, {sp.S.NegativeOne})):
                continue
            rest = tuple(e for e in branch.equations if e != equation)
            roots = [
                sp.Mul(*(g for g, k in zip(sorted_gens(equation), p, strict=True) if k))
                for p, _ in terms
            ]
            if sp.S.One in roots:
                return []
            line = SAYS["squares"].format(equation=_written(equation))
            return [Branch((*roots, *rest), branch.known, (*branch.path, line), branch.periods)]
        return None

    def _joined(self, branch: Branch) -> list[Branch] | None:
        """ln p − ln q = 0 is p = q."""
        for equation in branch.equations:
            plain = without_logarithms(equation, self.unknowns)
            if plain is None:
                continue
            rest = tuple(e for e in branch.equations if e != equation)
            line = SAYS["joined"].format(equation=_written(equation), plain=_written(plain))
            return [Branch((plain, *rest), branch.known, (*branch.path, line), branch.periods)]
        return None

    def _inverted(self, branch: Branch) -> list[Branch] | None:
        """cos(x + y) = 0 is x + y = π/2 or 3π/2, and so on with its period."""
        for equation in branch.equations:
            found = one_function(equation, set(self.unknowns))
            if found is None:
                continue
            call, rest = found
            values = exact_roots(rest, LETTER)
            if values is None:
                continue
            others = tuple(e for e in branch.equations if e != equation)
            pairs = [pair for c in values.alone for pair in INVERSES[call.func](c)]
            return [
                Branch(
                    (sp.expand(call.args[0] - value), *others),
                    branch.known,
                    (
                        *branch.path,
                        SAYS["inner"].format(
                            equation=_written(equation),
                            u=_written(call.args[0]),
                            value=_written(value),
                        ),
                    ),
                    branch.periods
                    if period is None
                    else (*branch.periods, (sp.Symbol(_written(call.args[0])), period)),
                )
                for value, period in pairs
            ]
        return None

    def _divided(self, branch: Branch) -> list[Branch] | None:
        """Substitute an unknown with a factor before it; where that is zero is another case."""
        options = []
        for equation in branch.equations:
            for x in self.unknowns:
                slope = slope_of(equation, x)
                if slope is not None:
                    options.append((sp.count_ops(slope), str(x), x, slope, equation))
        if not options:
            return None
        _, _, x, slope, equation = min(options, key=lambda o: o[:2])
        rest = equation.subs(x, 0)
        others = tuple(e for e in branch.equations if e != equation)
        written = _written(slope)
        zero = SAYS["zero-factor"].format(factor=written)
        first = Branch((slope, rest, *others), branch.known, (*branch.path, zero), branch.periods)
        value = sp.cancel(-rest / slope)
        line = SAYS["divided"].format(factor=written, x=_written(x), value=_written(value))
        other = Branch(others, branch.known, branch.path, branch.periods)
        return [first, other.with_value(x, value, line)]

    def _eliminated(self, branch: Branch) -> list[Branch] | None:
        """Eliminate an unknown from two polynomials by their resultant."""
        for p, q in combinations(branch.equations, 2):
            for x in sorted(p.free_symbols & q.free_symbols & set(self.unknowns), key=str):
                if not (p.is_polynomial(*self.unknowns) and q.is_polynomial(*self.unknowns)):
                    continue
                if max(sp.Poly(p).total_degree(), sp.Poly(q).total_degree()) > DEGREE:
                    continue
                without = sp.resultant(p, q, x)
                known = any(sp.expand(without - e) == 0 for e in branch.equations)
                if known or without == 0 or measure(without)[1] > LARGEST:
                    continue
                line = SAYS["eliminated"].format(
                    x=_written(x), equation=_written(sp.factor(without))
                )
                return [
                    Branch(
                        (without, *branch.equations),
                        branch.known,
                        (*branch.path, line),
                        branch.periods,
                    )
                ]
        return None

    def _quadratic(self, branch: Branch) -> list[Branch] | None:
        """One equation is left for several unknowns: two arcs of a curve."""
        (equation, *others) = branch.equations
        for x in reversed(self.unknowns) if not others else ():
            if not (equation.has(x) and equation.is_polynomial(x)):
                continue
            poly = sp.Poly(equation, x)
            if poly.degree() == 2:
                a, b, c = poly.all_coeffs()
                root = sp.sqrt(sp.factor(b**2 - 4 * a * c))
                line = SAYS["curve"].format(equation=_written(equation))
                values = [sp.simplify((-b + s * root) / (2 * a)) for s in (1, -1)]
                return [branch.with_value(x, value, line) for value in values]
        return None


def _written(expr: sp.Expr) -> str:
    return text(shown(expr))


def _size(product: Equations) -> int:
    return sum(sp.count_ops(f) + 5 * len(f.free_symbols) for f in product)
