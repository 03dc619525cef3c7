"""What is said where no method leads to an answer, or an answer needs a word about itself."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "agrees-with-integrand": Words(
        "The integrand",
        "That is {f} in another form: the two agree at {points} points.",
        "",
        "Bring the derivative to the form of {f}.",
    ),
}

# Why there is no elementary antiderivative. Each begins with the integrand.
NONE = "{f} has no elementary antiderivative. "
EXPONENTIAL = NONE + (
    "By Liouville's theorem it would be R·{exponential} with a rational function R. Then "
    "{equation}, which no rational function satisfies."
)
WAVE = NONE + (
    "Written with complex exponentials, it is a matter of Liouville's theorem, which asks for a "
    "rational function R with {equation}. There is none."
)
HYPERBOLIC = NONE + (
    "Written with exponentials, it is a matter of Liouville's theorem, which asks for a rational "
    "function R with {equation}. There is none."
)
LOGARITHM = NONE + (
    "With {x} = e^{u} it becomes {turned}, and by Liouville's theorem no R·{exponential} with a "
    "rational function R has that derivative."
)
DILOGARITHM = NONE + (
    "By Liouville's theorem {rational} would have to be the derivative of a rational function plus "
    "a constant times that of {logarithm}, and it is not."
)
BINOMIAL = NONE + (
    "Chebyshev's theorem: {x}^m (a + b {x}^n)^p has one only if p, (m + 1)/n or (m + 1)/n + p is a "
    "whole number. Here they are {p}, {first} and {second}."
)
ELLIPTIC = NONE + (
    "Under the root stands a polynomial of degree {degree} without a repeated root: this is an "
    "elliptic integral, and those are not elementary, as Liouville has shown."
)

NOT_FOUND = "I did not find an antiderivative"
TRIED = "That does not prove that there is none"
# Where C may differ.
JUMPS = (
    "The formula breaks at {places}, where {f} is continuous: on the two sides of such a place C "
    "is not the same."
)
EVERYWHERE = "for every real {x}"
WHERE = "for {conditions}"
BETWEEN = "between the places where the answer breaks"
BETWEEN_STEPS = "between the places where the integrand jumps"
NO_VALUES = "{f} has no real value at any of the points that were tried"
NO_NUMBER = "{f} is not a number, so it cannot be integrated"
EQUATION = "an equation cannot be integrated"
RIGHT_SIDE = "The right side is integrated."
DIFFERENT_CONSTANT = "This answer differs from {other} by a constant, so both are right."
