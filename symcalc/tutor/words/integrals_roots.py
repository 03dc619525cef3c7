"""What a learner reads about integrals of algebraic functions."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "root-standard-arcsine": Words(
        "Arcsine",
        "1/√({size}² − {u}²) is the derivative of arcsin({u}/{size}), for {size} > 0{values}"
        "{divided}.",
        r"\int \frac{du}{\sqrt{a^2-u^2}} = \arcsin\frac{u}{a}\quad (a > 0)",
        "Under the root a square is subtracted from a constant. Which inverse function has such a"
        " derivative?",
    ),
    "root-standard-logarithm": Words(
        "Logarithm with a root",
        "1/√({u}² {sign} {square}) is the derivative of ln|{u} + √({u}² {sign} {square})|{values}"
        "{divided}.",
        r"\int \frac{du}{\sqrt{u^2\pm a^2}} = \ln\left|u+\sqrt{u^2\pm a^2}\right|",
        "Under the root stands a square and a constant. What is the derivative of"
        " ln|u + √(u² + a²)|?",
    ),
    "root-complete-square": Words(
        "Complete the square",
        "{q} = {completed}.",
        r"a x^2+bx+c = a\left(x+\tfrac{b}{2a}\right)^2 + c-\tfrac{b^2}{4a}",
        "Can {q} be written as a square and a constant?",
    ),
    "root-linear-numerator": Words(
        "Split the numerator",
        "The derivative of {q} is {slope}, and {top} = {split}. The first part gives a multiple of"
        " {root}, whose derivative is ({slope})/√({q}).",
        r"\int \frac{q'}{\sqrt{q}}\,dx = 2\sqrt{q}",
        "What is the derivative of what stands under the root? How much of it is in the numerator?",
    ),
    "root-coefficients": Words(
        "Undetermined coefficients",
        "Such an integral is a rational function times {root}, and multiples of simpler integrals:"
        " set it equal to {ansatz}. Differentiate both sides and multiply by {root}{cleared}. Both"
        " sides are then polynomials, and their coefficients agree, which gives {found}.",
        r"\int \frac{P}{\sqrt{q}}\,dx = S\sqrt{q} + \lambda\int\frac{dx}{\sqrt{q}}",
        "Which form can the answer have? What does its derivative tell about the coefficients?",
    ),
    "root-coefficients-fractions": Words(
        "Partial fractions",
        "Times {root}, the integrand is the rational function {rational} = {parts}.",
        "",
        "Multiply by the root. What are the partial fractions of the rest?",
    ),
    "root-pole": Words(
        "Substitution",
        "Let {u} = 1/{below}. Then {x} = {back}, d{x} = −d{u}/{u}², and {q} = ({inner})/{u}²."
        "{becomes} An antiderivative of 1/√({inner}) is {known}; put {u} = 1/{below} back. Where"
        " {shown} < 0, √({u}²) = −{u} changes the sign of the integral; the formula in terms of {x}"
        " has the right derivative there too.",
        r"u = \frac{1}{x-p}",
        "A linear factor stands beside the root. What does {u} = 1/{below} make of both?",
    ),
    "root-ratio": Words(
        "Substitution",
        "Let {w} = {told}. Then d{w} = {rate} d{x}, and {relation}.",
        "",
        "What is the derivative of {told}? What are the rational parts in terms of it?",
    ),
    "root-ratio-split": Words(
        "Split the numerator",
        "{top} = {split}: for the numerators {first} and {second} there is a substitution that"
        " clears the root.",
        "",
        "Write the numerator with {first} and {second}.",
    ),
    "root-reciprocal": Words(
        "Substitution",
        "Divided by {x}², what is under the root depends on {x}² + 1/{x}² only. Let {w} = {told}."
        " Then d{w} = {rate} d{x}, and {relation}.",
        "",
        "Divide what is under the root by {x}². What does it depend on?",
    ),
    "root-shift": Words(
        "Complete the square",
        "{q} = {completed}. Let {u} = {told}; then d{x} = {rate}.",
        r"a x^2+bx+c = a\left(x+\tfrac{b}{2a}\right)^2 + c-\tfrac{b^2}{4a}",
        "Can {q} be written as a square and a constant?",
    ),
    "root-conjugate": Words(
        "Clear the root from the denominator",
        "The root {root} is removed from the denominator by multiplying numerator and denominator"
        " by the conjugate. What is left is a rational function, and one over {root}.",
        r"\frac{1}{a+b\sqrt{q}} = \frac{a-b\sqrt{q}}{a^2-b^2 q}",
        "How does one clear a root from a denominator?",
    ),
    "conjugate": Words(
        "Multiply by the conjugate",
        "Numerator and denominator are multiplied by {conjugate}, so that the denominator becomes"
        " {norm}.",
        r"(a+b)(a-b) = a^2-b^2",
        "By what do you multiply {denominator} to be rid of the roots?",
    ),
    "root-of-square": Words(
        "Root of a square",
        "{roots} = {one}: the root of a square is the absolute value.",
        r"\sqrt{u^2} = |u|",
        "What is the root of a square?",
    ),
    "root-sign": Words(
        "Sign in front",
        "{size} is {v} times the sign of {v}. The integrand is not defined at {v} = 0, and on each"
        " side of it the sign is constant, so it may stand in front.",
        r"|v| = \operatorname{sgn}(v)\,v",
        "Where can {v} change its sign?",
    ),
    "root-substitution": Words(
        "Substitution",
        "The root itself becomes the variable: let {u} = {root}.{why} Then {solved}, and {rates}.",
        r"u = \sqrt[n]{ax+b}",
        "Which root, taken as the new variable, makes everything rational?",
    ),
    "root-tidied": Words(
        "Simplify",
        "The terms with the root are put together.{arcs}",
        "",
        "Which terms have the same root?",
    ),
    "binomial-third": Words(
        "Substitution",
        "Let {w} = {told}. Then d{w} = {rate} d{x}, and {relation}.",
        r"x^m (a+bx^n)^p,\quad \tfrac{m+1}{n}+p \in \mathbb{Z}",
        "Divide by the root: what is the derivative of {told}?",
    ),
    "trig-substitution-sine": Words(
        "Trigonometric substitution",
        "{q} is a constant less a square: let {x} = {told} with −π/2 ≤ {t} ≤ π/2. Then"
        " d{x} = {rate} d{t} and {root} = {clear}, because cos {t} ≥ 0.",
        r"x = a\sin\theta",
        "Under the root stands a² − x². Which substitution makes that a square?",
    ),
    "trig-substitution-tangent": Words(
        "Trigonometric substitution",
        "{q} is a constant and a square: let {x} = {told} with −π/2 < {t} < π/2. Then"
        " d{x} = {rate} d{t} and {root} = {clear}, because sec {t} > 0.",
        r"x = a\tan\theta",
        "Under the root stands x² + a². Which substitution makes that a square?",
    ),
    "trig-substitution-secant": Words(
        "Trigonometric substitution",
        "{q} is a square less a constant: let {x} = {told}, with 0 ≤ {t} < π/2 where {x} is"
        " positive and π ≤ {t} < 3π/2 where it is negative. Then d{x} = {rate} d{t} and"
        " {root} = {clear}, because tan {t} ≥ 0.",
        r"x = a\sec\theta",
        "Under the root stands x² − a². Which substitution makes that a square?",
    ),
    "hyperbolic-substitution-sine": Words(
        "Hyperbolic substitution",
        "Let {x} = {told}. Then d{x} = {rate} d{t} and {root} = {clear}, because"
        " cosh² {t} − sinh² {t} = 1 and cosh {t} > 0.",
        r"x = a\sinh t",
        "Which hyperbolic function makes x² + a² a square?",
    ),
    "hyperbolic-substitution-cosine": Words(
        "Hyperbolic substitution",
        "For positive {x} let {x} = {told} with {t} ≥ 0. Then d{x} = {rate} d{t} and"
        " {root} = {clear}, because cosh² {t} − sinh² {t} = 1.",
        r"x = a\cosh t",
        "Which hyperbolic function makes x² − a² a square?",
    ),
    "euler-first": Words(
        "Euler's first substitution",
        "Let {root} = {t} − {side}. Squaring, the squares of {x} cancel: {solved}, and {rates}.",
        r"\sqrt{ax^2+bx+c} = t - \sqrt{a}\,x",
        "The coefficient of the square is positive. What can {root} be set equal to, so that the"
        " squares cancel?",
    ),
    "euler-second": Words(
        "Euler's second substitution",
        "Let {root} = {x} {t} + {side}. Squaring and dividing by {x}: {solved}, and {rates}.",
        r"\sqrt{ax^2+bx+c} = x t + \sqrt{c}",
        "The constant under the root is positive. What can {root} be set equal to?",
    ),
    "euler-third": Words(
        "Euler's third substitution",
        "{q} is 0 at {zero}: let {root} = ({side}) {t}. Squaring and dividing by {side}: {solved},"
        " and {rates}.",
        r"\sqrt{a(x-r)(x-s)} = (x-r)\,t",
        "What is under the root has the zero {zero}. What can {root} be set equal to?",
    ),
}
# The way back from an angle.
# What else is put in on the way back from an angle.
DOUBLED = {
    2: " Before that, sin(2{t}) = 2 sin({t}) cos({t}).",
    4: " Before that, sin(2{t}) = 2 sin({t}) cos({t}) and"
    " sin(4{t}) = 4 sin({t}) cos({t}) (1 − 2 sin²({t})).",
    8: " Before that, sin(4{t}) = 4 sin({t}) cos({t}) (1 − 2 sin²({t})).",
}
TRIANGLE = {
    "trig-substitution-sine": "In a right triangle with the angle {t}, the hypotenuse {size} and"
    " the opposite side {u}, the adjacent side is {root}; {t} = arcsin({ratio}).",
    "trig-substitution-tangent": "In a right triangle with the angle {t}, the adjacent side {size}"
    " and the opposite side {u}, the hypotenuse is {root}; {t} = arctan({ratio}).",
    "trig-substitution-secant": "In a right triangle with the angle {t}, the adjacent side {size}"
    " and the hypotenuse {u}, the opposite side is {root}; {t} = arctan({ratio}), up to π.",
}
# What the letters of a standard form are here.
HERE = "; here {values}"
