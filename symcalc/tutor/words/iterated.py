"""What a learner reads about integrals in several variables."""

from __future__ import annotations

import sympy as sp

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "inner-integral": Words(
        "{place} integral",
        "Integrate by {x} first{between}.{held}",
        "",
        "Which variable is integrated first, and which letters are constant meanwhile?",
    ),
    "outer-integral": Words(
        "{place} integral",
        "What came out is integrated by {x}{between}.{held}",
        "",
        "By which variable is what came out integrated, and between which limits?",
    ),
    "factors-in": Words(
        "Factors inside",
        "What does not depend on the inner variable may stand inside the inner integral too.",
        "",
        "What may a factor do that is constant for the inner integral?",
    ),
    "extremes": Words(
        "Without max and min",
        "{lines}.",
        r"\max(a, b) = \tfrac12(a + b + |a - b|),"
        r"\quad \min(a, b) = \tfrac12(a + b - |a - b|)",
        "How is the larger of two numbers written with their sum and the size of their difference?",
    ),
    "factor-integral": Words(
        "Integral by {x}",
        "",
        "",
        "Each factor is an integral in one variable. Work it out by itself.",
    ),
    "product-of-integrals": Words(
        "Product of integrals",
        "The limits are constant, and the integrand is {factors}. A factor without {y} is constant "
        "for the integral by {y}, and goes in front of it; that integral is a number, which goes "
        "in front of the rest.",
        r"\int_a^b \int_c^d g(x)\,h(y)\,dy\,dx"
        r" = \int_a^b g(x)\,dx \cdot \int_c^d h(y)\,dy",
        "The limits are constant. Can the integrand be written as a function of {x} times a "
        "function of {y}?",
    ),
    "piece-integral": Words(
        "From {a} to {b}", "", "", "Work out the integral over each part of the region by itself."
    ),
    "add": Words("Add", "", "", "Add what the parts come to."),
    "multiply": Words("Multiply", "", "", "Multiply what the integrals come to."),
    "signs-known": Words(
        "Known signs",
        "{why}",
        "",
        "What does the range of the variables say about the signs?",
    ),
    "exchange-order": Words(
        "Exchange the order",
        "{why} For every {u} from {u_range}, {v} runs from {v_range}. {solved}The other way round, "
        "{slices}. {theorem}",
        r"\int_a^b \int_{g(x)}^{h(x)} f\,dy\,dx = \int_c^d \int_{p(y)}^{q(y)} f\,dx\,dy",
        "The inner integral is hard. Sketch the region: what are its limits when {u} is integrated "
        "first?",
    ),
    "polar": Words(
        "Polar coordinates",
        "The region, {old}, is {region}. {depends} Let {x} = {r} cos {theta} and "
        "{y} = {r} sin {theta}; then {x}² + {y}² = {r}². The Jacobian determinant is "
        "{r} cos² {theta} + {r} sin² {theta} = {r}, so d{x} d{y} becomes {r} d{r} d{theta}. "
        "{r} runs from {r_range}, {theta} from {theta_range}.",
        r"\iint_D f(x, y)\,dx\,dy = \iint f(r\cos\theta, r\sin\theta)\;r\,dr\,d\theta",
        "Which coordinates describe this region best, and what does the area element become in "
        "them?",
    ),
    "numeric-value": Words(
        "By numbers",
        "I did not find this integral by the methods that I know, in either order. Nested numeric "
        "quadrature tells its value.",
        "",
        "What would numeric integration say?",
    ),
}

PLACES = {1: ("Only",), 2: ("Inner", "Outer"), 3: ("Inner", "Middle", "Outer")}
BETWEEN = ", from {low} to {high}"
HELD_ONE = " {letters} is held constant."
HELD = " {letters} are held constant."
EXCHANGED_FOR = {
    "known": "{f} has no elementary antiderivative by {v}.",
    "unfound": "I find no antiderivative of {f} by {v}.",
    "long": "By {v} first, this takes many steps; by {u} first, fewer.",
    "free": "The integral may be taken in either order.",
    "special": "By {v}, {f} leads to functions that are not elementary.",
}
CALLED = "{line} is {branch}"
SOLVED_ONE = "Solved for {u}, the boundary {branches}. "
SOLVED = "Solved for {u}, the boundaries are: {branches}. "
SLICE = "for every {v} from {a} to {b}, {u} runs from {low} to {high}"
DESCRIBED = ("the region", "outer variable", "inner variable")
GIVEN, OTHER = "as given", "the other way"
FUBINI = (
    "The integrand is continuous on the region, so by Fubini's theorem both orders give the same "
    "value."
)
TONELLI = (
    "The integrand keeps its sign on the region, so by Fubini's theorem (in Tonelli's form) both "
    "orders give the same value."
)
DEPENDS = "The integrand depends on {x}² + {y}² alone."
BOTH_FREE = "The integrand is constant."
ANY_INTEGRAND = "In polar coordinates both limits become simple."
FULL = "a disc of radius {radius} about the origin"
HALVES = "one half of the disc of radius {radius} about the origin"
QUARTERS = "a quarter of the disc of radius {radius} about the origin"
SECTOR = "a sector of the disc of radius {radius} about the origin"
SHIFTED = "a disc, or a part of it, whose edge {r} = {line} passes through the origin"
PLANES = {2 * sp.pi: "the whole plane", sp.pi: "a half plane", sp.pi / 2: "a quarter of the plane"}
FREE_FUNCTIONS = (
    "More generally a function of {x} alone, or of {y} alone, may be added: its derivative by both "
    "variables is 0."
)
DIVERGES_INSIDE = "The {place} integral diverges, so the whole integral has no value."
KNOWN_SIGN = {1: "{u} is not negative here", -1: "{u} is not positive here"}
