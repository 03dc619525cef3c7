"""The place that descent goes to, and the Hessian there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sympy as sp

from symcalc import notation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.figures import in_figures
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.descent.spectrum import MOST, Spectrum, Vector, spectrum
from symcalc.tutor.diff import differentiated
from symcalc.tutor.extrema import extrema
from symcalc.tutor.extrema.numbers import decimals, said, sign_of, value_at
from symcalc.tutor.extrema.records import Function, place_said, step
from symcalc.tutor.extrema.several import Surface, gradient_step, hessian_step
from symcalc.tutor.words.descent_rates import FAILS, HINTS, REMARKS
from symcalc.tutor.words.extrema import SAYS as EXTREMA
from symcalc.writing.text import text

# What has kinks or jumps.
KINKED = (sp.Abs, sp.Max, sp.Min, sp.sign, sp.floor, sp.ceiling, sp.Piecewise, sp.Heaviside)
Place = Mapping[sp.Symbol, sp.Expr]
FIGURES = 4  # of a direction in decimals
CLOSE = sp.Rational(1, 10**6)  # a gradient of this length counts as 0 at a place in decimals


@dataclass(frozen=True)
class Bowl:
    """A function, the place where descent is looked at, and the Hessian's eigenvalues there.

    `centre` is None of a function that falls for ever, along `fall` with the slope `slope`.
    """

    surface: Surface
    centre: Place | None
    spectrum: Spectrum
    is_quadratic: bool
    others: tuple[str, ...] = ()
    fall: Vector = ()
    slope: sp.Expr = sp.S.Zero

    @property
    def named(self) -> Function:
        """The formula with its name and variables."""
        return self.surface.named

    @property
    def letters(self) -> list[str]:
        """The letters of the formula that are no variables."""
        return sorted(s.name for s in self.named.body.symbols - set(self.named.wrt))

    @property
    def place(self) -> str:
        """Where the minimum is, in words."""
        return place_said(self.centre or {})


def bowl_of(named: Function, at: Place | None = None) -> Bowl:
    """The minimum that descent goes to.

    Raises
    ------
    UnsupportedError
        If there is none that can be told, or no Hessian.
    TooLargeError
        If there are too many variables.
    """
    need_slope(named.body, named.wrt)
    written = text(named.body)
    if named.body.expr.is_Matrix:
        raise UnsupportedError(FAILS["vector"], where=written)
    if len(named.wrt) > MOST:
        raise TooLargeError(FAILS["several"].format(count=len(named.wrt), most=MOST))
    if named.expr.has(*KINKED):
        raise UnsupportedError(FAILS["kinks"].format(f=written), hint=HINTS["kinks"])
    surface = Surface(named)
    hessian = surface.hessian
    if not hessian.free_symbols & set(named.wrt):
        return quadratic(surface)
    if named.body.symbols - set(named.wrt):
        names = ", ".join(s.name for s in sorted(named.body.symbols - set(named.wrt), key=str))
        raise UnsupportedError(FAILS["letters"].format(names=names), hint=HINTS["letters"])
    return _near(surface, at)


def quadratic(surface: Surface) -> Bowl:
    """The Hessian is the same everywhere; the minimum solves a linear system.

    Raises
    ------
    UnsupportedError
        If the Hessian has letters beside its diagonal.
    """
    named, hessian = surface.named, surface.hessian
    if hessian.free_symbols and not hessian.is_diagonal():
        names = ", ".join(sorted(s.name for s in hessian.free_symbols))
        raise UnsupportedError(FAILS["letters"].format(names=names), hint=HINTS["letters"])
    found = spectrum(hessian, named.wrt)
    steady = sp.Matrix([g.subs(dict.fromkeys(named.wrt, 0)) for g in surface.gradient])
    for bare in hessian.nullspace() if not hessian.free_symbols else []:
        slope = (steady.T * bare)[0] / sp.sqrt(bare.dot(bare))
        if sign_of(slope) != 0:
            way = tuple(-v * (sign_of(slope) or 1) for v in bare)
            return Bowl(surface, None, found, is_quadratic=True, fall=way, slope=-abs(slope))
    solved, free = hessian.gauss_jordan_solve(-steady)
    values = solved.subs(dict.fromkeys(free, 0))
    centre = {x: sp.cancel(v) for x, v in zip(named.wrt, values, strict=True)}
    return Bowl(surface, centre, found, is_quadratic=True)


def _near(surface: Surface, at: Place | None) -> Bowl:
    """The Hessian at a minimum: the one that is given, else the lowest that is found."""
    named = surface.named
    others: tuple[str, ...] = ()
    if at is None:
        minima = _minima(named)
        at = minima[0]
        others = tuple(place_said(p) for p in minima[1:])
    gradient = [value_at(g, at) for g in surface.gradient]
    form = surface.form(at)
    if form is None or None in gradient:
        raise UnsupportedError(FAILS["no-values"].format(place=place_said(at)))
    exact = all(v.is_Rational and v.q < 100 for v in at.values())
    least = 0 if exact else CLOSE
    if any(abs(decimals(g) or 0) > least for g in gradient):
        shown = f"({', '.join(said(g) for g in gradient)})"
        fields = {"f": text(named.body), "place": place_said(at), "gradient": shown}
        raise UnsupportedError(FAILS["not-critical"].format(**fields))
    near = spectrum(form.matrix, named.wrt)
    return Bowl(surface, at, near, is_quadratic=False, others=others)


def _minima(named: Function) -> list[Place]:
    """The minima that can be found, the lowest first."""
    told = extrema(named.body, named.wrt)
    if told.ending == EXTREMA["nothing"]:
        row = "none" if len(named.wrt) == 1 else "none-several"
        raise UnsupportedError(FAILS[row].format(f=text(named.body)), where=text(named.body))
    rows = told.answer
    minima = [row for row in rows if row[2] == "minimum" and not row[1].free_symbols]
    usable = [r for r in minima if not any(v.free_symbols for v in r[0].values())]
    if not usable:
        values = ", ".join(f'"{x.name}": …' for x in named.wrt)
        point = f"{{{values}}}"
        raise UnsupportedError(
            FAILS["no-minimum-found"].format(f=text(named.body)),
            where=text(named.body),
            hint=HINTS["minimum"].format(point=point),
        )
    return [row[0] for row in sorted(usable, key=lambda row: float(row[1]))]


def derivative_steps(bowl: Bowl) -> list[Step]:
    """Gradient and Hessian, or first and second derivative, with their steps folded."""
    named = bowl.named
    if len(named.wrt) > 1:
        return [gradient_step(bowl.surface), hessian_step(bowl.surface)]
    x = named.wrt[0]
    first = differentiated(named.body, x, "d")
    second = differentiated(first.after, x, "d")
    rules = ("first-derivative", "second-derivative")
    return [
        step(
            rule,
            named.at(notation.name(x), primes=k + 1),
            part.after,
            substeps=part.steps,
            relation="definition",
        )
        for k, (rule, part) in enumerate(zip(rules, (first, second), strict=True))
    ]


def remarks(bowl: Bowl) -> list[str]:
    """What holds besides."""
    told = []
    if not bowl.is_quadratic:
        told.append(REMARKS["not-quadratic"].format(place=bowl.place))
    if bowl.others:
        told.append(REMARKS["several-minima"].format(places=", ".join(bowl.others)))
    return told


def directions_said(vectors: Sequence[Vector]) -> list[str]:
    """(1, −1); decimals where a part is not rational."""
    return [_way(vector) for vector in vectors]


def _way(vector: Vector) -> str:
    if all(v.is_Rational for v in vector):
        return f"({', '.join(said(v) for v in vector)})"
    parts = [in_figures(decimals(v) or 0.0, FIGURES) for v in vector]
    return f"≈ ({', '.join(parts)})"
