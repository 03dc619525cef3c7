"""What goes wrong with limits as a whole."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import Said, misconception
from symcalc.grading.misconceptions.sites import Whole
from symcalc.tutor.limits.ask import Ask
from symcalc.tutor.limits.forms import form
from symcalc.writing.text import text

# What each form that says nothing is taken for.
TAKEN = {
    "0/0": (0, 1),
    "∞/∞": (0, 1),
    "0·∞": (0, 1),
    "∞ − ∞": (0,),
    "1^∞": (1,),
    "0^0": (0, 1),
    "∞^0": (0, 1),
}
HOSPITAL = "Where both go to 0, differentiate above and below, each on its own: f′/g′."
ROOT_OF_SQUARE = r"\sqrt{x^2} = |x|"


def _fraction(site: Whole) -> tuple[sp.Expr, sp.Expr, sp.Symbol, sp.Expr] | None:
    """Above, below, the variable and where it goes."""
    body, x, to = site.node.parts[:3]
    if body.head != "quotient" or not to.expr.is_finite or not isinstance(x.expr, sp.Symbol):
        return None
    return body.parts[0].expr, body.parts[1].expr, x.expr, to.expr


@misconception(
    "indeterminate-form-as-number",
    at=Whole,
    on=("limit",),
    says="The indeterminate form was taken for a number.",
    helps="Such a form says nothing yet: rewrite the formula, or use l'Hôpital's rule.",
    statement=r"\frac{0}{0}",
    example=("limit of (x^2 - 1)/(x - 1) as x -> 1", "0"),
    weight=1.2,
)
def indeterminate_form_as_number(site: Whole) -> Iterator[Said]:
    """0/0 taken as 0 or 1, 1^∞ as 1."""
    body, x, to = site.node.parts[:3]
    found = form(Ask(body, x.expr, to.expr, site.node.text))
    for value in TAKEN.get(found, ()):
        yield sp.Integer(value), f"The form {found} was taken for the number {value}."


@misconception(
    "limit-not-taken",
    at=Whole,
    on=("limit",),
    says="The limit is still to be taken: {x} is still in the answer.",
    helps="Once nothing hinders it, put the value in.",
    example=("limit of (x^2 - 4)/(x - 2) as x -> 2", "x + 2"),
    weight=3.0,
)
def limit_not_taken(site: Whole) -> Said:
    """The formula itself, simplified at most."""
    body, x, to = site.node.parts[:3]
    says = f"This is still the formula; the limit is to be taken: let {text(x)} go to {text(to)}."
    return body.expr, says


@misconception(
    "bars-dropped-in-a-limit",
    at=Whole,
    on=("limit",),
    says="|u| was taken as u, which holds only where u is positive.",
    helps="Where what is inside changes its sign, look at both sides, each on its own.",
    statement=r"|u| = \begin{cases} u & u \ge 0 \\ -u & u < 0 \end{cases}",
    example=("limit of |x|/x as x -> 0", "1"),
    weight=3.0,
)
def bars_dropped_in_a_limit(site: Whole) -> Iterator[Said]:
    """|u|/u taken as 1, or as −1."""
    body, x, to = site.node.parts[:3]
    amounts = [n for n in body.walk() if n.head == "abs"]
    for sign, other in ((1, "positive"), (-1, "negative")) if amounts else ():
        dropped = {n.expr: sign * n.parts[0].expr for n in amounts}
        u = text(amounts[0].parts[0])
        shown = u if sign > 0 else f"−({u})"
        says = f"{text(amounts[0])} was taken as {shown}: that holds only where {u} is {other}."
        for value in _values(sp.cancel(body.expr.xreplace(dropped)), x.expr, to.expr):
            yield value, says


@misconception(
    "root-of-a-square-at-minus-infinity",
    at=Whole,
    on=("limit",),
    says="√(x²) was taken as x; where x goes to −∞ it is −x.",
    helps="√(x²) is |x|, so for negative x it is −x.",
    statement=ROOT_OF_SQUARE,
    example=("limit of x/sqrt(x^2 + 1) as x -> -oo", "1"),
    weight=2.5,
)
def root_of_a_square_at_minus_infinity(site: Whole) -> Said | None:
    """−L given for L at −∞, where there is a square root."""
    body, x, to = site.node.parts[:3]
    roots = any(n.head == "sqrt" and x.expr in n.symbols for n in body.walk())
    if to.expr != -sp.oo or not roots or not site.right.is_finite or site.right == 0:
        return None
    name = text(x)
    return -site.right, f"√({name}²) was taken as {name}; where {name} goes to −∞ it is −{name}."


@misconception(
    "hospital-by-quotient-rule",
    at=Whole,
    on=("limit",),
    says="The quotient rule was used instead of differentiating above and below.",
    helps=HOSPITAL,
    statement=r"\lim \frac{f}{g} = \lim \frac{f'}{g'}",
    example=("limit of (x^2 - x)/(x + 1) as x -> 1", "1/2"),
)
def hospital_by_quotient_rule(site: Whole) -> Iterator[sp.Basic]:
    """Lim (f/g)′ given for lim f/g."""
    found = _fraction(site)
    if found is not None:
        above, below, x, to = found
        yield from _values(derived(above / below, x), x, to)


@misconception(
    "hospital-where-it-does-not-apply",
    at=Whole,
    on=("limit",),
    says="L'Hôpital's rule was used where above and below do not both go to 0.",
    helps="The rule is for 0/0 and ∞/∞ only; elsewhere put the value in.",
    statement=r"\lim \frac{f}{g} = \lim \frac{f'}{g'}",
    example=("limit of (x^2 + 1)/(x + 2) as x -> 1", "2"),
)
def hospital_where_it_does_not_apply(site: Whole) -> Iterator[sp.Basic]:
    """Lim f′/g′ given, or taken once too often."""
    found = _fraction(site)
    if found is None:
        return
    above, below, x, to = found
    for _ in range(3):
        above, below = derived(above, x), derived(below, x)
        if below == 0:
            return
        yield from _values(above / below, x, to)


def _values(formula: sp.Expr, x: sp.Symbol, to: sp.Expr) -> Iterator[sp.Basic]:
    value = formula.subs(x, to)
    if value.is_finite:
        yield value


@misconception(
    "standard-limit-confused",
    at=Whole,
    on=("limit",),
    says="A limit that holds elsewhere was used: sin(x)/x goes to 1 only where x goes to 0.",
    helps="Bring the formula into just the shape of the known limit, then use it.",
    statement=r"\lim_{x \to 0} \frac{\sin x}{x} = 1",
    example=("limit of sin(x)/x as x -> oo", "1"),
    weight=1.1,
)
def standard_limit_confused(site: Whole) -> Iterator[sp.Expr | Said]:
    """Sin(x)/x at infinity, or sin(3x)/x at 0, taken as 1; (1 + 2/x)^x taken as e."""
    if site.node.parts[0].head == "power" and site.node.parts[2].expr == sp.oo:
        yield sp.E, "The limit e was used: it is that of (1 + 1/n)^n, and this is another power."
    if any(n.head in ("sin", "tan") for n in site.node.parts[0].walk()):
        yield sp.S.One


@misconception(
    "limit-sign",
    at=Whole,
    on=("limit",),
    says="The sign is wrong.",
    helps="Follow the signs of what stands above and below.",
    example=("limit of (1 - cos x)/x^2 as x -> 0", "-1/2"),
    weight=0.6,
)
def limit_sign(site: Whole) -> sp.Basic | None:
    """−L given for L."""
    nonzero = isinstance(site.right, sp.Expr) and site.right.is_finite and site.right != 0
    return -site.right if nonzero else None


@misconception(
    "limit-upside-down",
    at=Whole,
    on=("limit",),
    says="The fraction is upside down.",
    helps="Keep above what stands above, and below what stands below.",
    example=("limit of (x + 1)/(2x - 1) as x -> oo", "2"),
    weight=0.6,
)
def limit_upside_down(site: Whole) -> sp.Basic | None:
    """1/L given for L."""
    nonzero = isinstance(site.right, sp.Expr) and site.right.is_finite and site.right != 0
    return 1 / site.right if nonzero and site.node.parts[0].head == "quotient" else None
