"""Functions that are defined by integrals, whose derivatives are their integrands."""

from __future__ import annotations

import sympy as sp

from symcalc.primitives.row import Primitive

SAYS = "{name} is defined by an integral, whose integrand is its derivative."


def _less_turns(u: sp.Expr) -> sp.Expr:
    """u² without whole turns: in single precision π·800² has lost its last digits."""
    return u**2 - 4 * sp.floor(u**2 / 4)


ROWS = (
    Primitive(
        name="exponential-integral",
        title="derivative of the exponential integral",
        formula=sp.Ei,
        partials=lambda u: [sp.exp(u) / u],
        says=SAYS.format(name="Ei"),
        spelling="exponential_integral({0})",
        domain=lambda u: sp.Ne(u, 0),
        names=("Ei",),
    ),
    Primitive(
        name="logarithmic-integral",
        title="derivative of the logarithmic integral",
        formula=sp.li,
        partials=lambda u: [1 / sp.log(u)],
        says=SAYS.format(name="li"),
        spelling="logarithmic_integral({0})",
        domain=lambda u: sp.And(sp.Gt(u, 0), sp.Ne(u, 1)),
        names=("li",),
    ),
    Primitive(
        name="sine-integral",
        title="derivative of the sine integral",
        formula=sp.Si,
        partials=lambda u: [sp.sin(u) / u],
        says=SAYS.format(name="Si"),
        spelling="sine_integral({0})",
        smooth_on=lambda u: sp.Ne(u, 0),
        names=("Si",),
    ),
    Primitive(
        name="cosine-integral",
        title="derivative of the cosine integral",
        formula=sp.Ci,
        partials=lambda u: [sp.cos(u) / u],
        says="The derivative of Ci is cos({u})/{u}.",
        spelling="cosine_integral({0})",
        domain=lambda u: sp.Gt(u, 0),
        names=("Ci",),
    ),
    Primitive(
        name="imaginary-error",
        title="derivative of the imaginary error function",
        formula=sp.erfi,
        partials=lambda u: [2 * sp.exp(u**2) / sp.sqrt(sp.pi)],
        says=SAYS.format(name="erfi"),
        spelling="imaginary_error({0})",
        names=("erfi",),
    ),
    Primitive(
        name="polylogarithm",
        title="derivative of the polylogarithm",
        formula=sp.polylog,
        partials=lambda s, u: [sp.nan, (-sp.log(1 - u) if s == 2 else sp.polylog(s - 1, u)) / u],
        says="The derivative of a polylogarithm is the one before it, divided by {v}.",
        spelling="polylogarithm({0}, {1})",
        arity=2,
        fixed=(0,),
        domain=lambda _s, u: sp.Le(u, 1),
        smooth_on=lambda _s, u: sp.And(sp.Lt(u, 1), sp.Ne(u, 0)),
        names=("polylog",),
    ),
    Primitive(
        name="upper-gamma",
        title="derivative of the upper incomplete gamma function",
        formula=sp.uppergamma,
        partials=lambda s, u: [sp.nan, -(u ** (s - 1)) * sp.exp(-u)],
        says="It is an integral from {v} on, so its derivative is minus the integrand.",
        spelling="upper_gamma({0}, {1})",
        arity=2,
        fixed=(0,),
        domain=lambda _s, u: sp.Gt(u, 0),
        names=("uppergamma",),
    ),
    Primitive(
        name="fresnel-sine",
        title="derivative of Fresnel's sine integral",
        formula=sp.fresnels,
        partials=lambda u: [sp.sin(sp.pi * u**2 / 2)],
        stable=lambda u: [sp.sin(_less_turns(u) * sp.pi / 2)],
        says=SAYS.format(name="Fresnel's S"),
        spelling="fresnel_sine({0})",
        names=("FresnelS", "fresnels"),
    ),
    Primitive(
        name="fresnel-cosine",
        title="derivative of Fresnel's cosine integral",
        formula=sp.fresnelc,
        partials=lambda u: [sp.cos(sp.pi * u**2 / 2)],
        stable=lambda u: [sp.cos(_less_turns(u) * sp.pi / 2)],
        says=SAYS.format(name="Fresnel's C"),
        spelling="fresnel_cosine({0})",
        names=("FresnelC", "fresnelc"),
    ),
    Primitive(
        name="elliptic-first",
        title="derivative of the elliptic integral of the first kind",
        formula=sp.elliptic_f,
        partials=lambda u, m: [1 / sp.sqrt(1 - m * sp.sin(u) ** 2), sp.nan],
        says=SAYS.format(name="The elliptic integral"),
        spelling="elliptic_first({0}, {1})",
        arity=2,
        fixed=(1,),
        domain=lambda _u, m: sp.Lt(m, 1),
        names=("EllipticF", "ellipticf"),
    ),
    Primitive(
        name="elliptic-second",
        title="derivative of the elliptic integral of the second kind",
        formula=sp.elliptic_e,
        partials=lambda u, m: [sp.sqrt(1 - m * sp.sin(u) ** 2), sp.nan],
        says=SAYS.format(name="The elliptic integral"),
        spelling="elliptic_second({0}, {1})",
        arity=2,
        fixed=(1,),
        domain=lambda _u, m: sp.Lt(m, 1),
        names=("EllipticE", "elliptice"),
    ),
)
