"""What a learner reads: one template a rule, with named fields.

A row of the table brings its title and its sentence; what is said here is about the rules of
policy, which are no rows, and the hints.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """The words for one rule."""

    title: str
    explanation: str
    statement: str = ""
    hint: str = ""


WORDS: dict[str, Words] = {
    "constant": Words(
        "Constant",
        "{f} does not depend on {x}, so its derivative is 0.",
        r"\frac{d}{dx} c = 0",
        "Does {f} change when {x} changes?",
    ),
    "identity": Words(
        "Identity",
        "The derivative of {x} with respect to {x} is 1.",
        r"\frac{d}{dx} x = 1",
        "How fast does {x} change with {x}?",
    ),
    "given-function": Words(
        "Function of the variable",
        "{f} is a function of {x}, and its derivative keeps a name of its own.",
        r"\frac{d}{dx} y = y'",
        "Does {f} change when {x} changes?",
    ),
    "fundamental-theorem": Words(
        "Fundamental theorem",
        "Where {f} is continuous between the bounds: its value at the upper bound, times the "
        "derivative of the bound, less the same at the lower bound.",
        r"\frac{d}{dx} \int_{a(x)}^{b(x)} f(t)\,dt = f(b)\,b' - f(a)\,a'",
        "An integral has a variable bound. Which theorem tells its derivative?",
    ),
    "leibniz": Words(
        "Leibniz's rule",
        "{x} stands in the integrand {f} too: to what the bounds give comes the integral of its "
        "partial derivative.",
        r"\frac{d}{dx} \int_{a(x)}^{b(x)} f(x, t)\,dt = f(x, b)\,b' - f(x, a)\,a'"
        r" + \int_{a(x)}^{b(x)} \frac{\partial f}{\partial x}\,dt",
        "{x} stands inside the integral as well. Which rule is for that?",
    ),
    "constant-multiple": Words(
        "Constant multiple",
        "The constant factor {c} stays in front; {v} is differentiated.",
        r"\frac{d}{dx}\left(c\,v\right) = c\,\frac{dv}{dx}",
        "There is a constant factor. What may you do with it?",
    ),
    "unknown-function": Words(
        "Unknown function",
        "It is not said what {name} is, so its derivative is only named.",
        "",
        "How is the derivative of {name} called?",
    ),
    "chain": Words(
        "Chain rule",
        "The outer function is {outer}, the inner one is {u}.",
        r"\frac{d}{dx} f(u) = f'(u)\cdot\frac{du}{dx}",
        "{f} has something inside. Differentiate the outside first, then what is inside, "
        "and multiply.",
    ),
    "reciprocal": Words(
        "Reciprocal rule",
        "Only the denominator v = {v} contains {x}.",
        r"\left(\frac{c}{v}\right)' = -\frac{c\,v'}{v^{2}}",
        "{x} stands in the denominator only. How does 1/v change when v does?",
    ),
    "substitute": Words(
        "Put together", "The derivatives of the parts are put in.", "", "Put the derivatives in."
    ),
    "simplify": Words(
        "Tidy up",
        "Numbers are multiplied and like terms collected.",
        "",
        "Can terms be collected, or factors cancelled?",
    ),
    "identity-used": Words(
        "Identity",
        "Squares of sine and cosine, or of their relatives, are put together.",
        "",
        "Which identity joins the squares of these functions?",
    ),
    "cancel": Words(
        "Cancel", "Numerator and denominator have a common factor.", "", "What can be cancelled?"
    ),
    "common-factor": Words(
        "Common factor",
        "What all terms have in common is taken out.",
        "",
        "What do all terms have in common?",
    ),
    "multiply-out": Words(
        "Multiply out", "The products are multiplied out.", "", "Multiply the products out."
    ),
    "common-denominator": Words(
        "Common denominator",
        "The terms are brought to one denominator.",
        "",
        "Bring the terms to one denominator.",
    ),
    "evaluate": Words("At the point", "", "", "Put {at} into the derivative."),
    "partial": Words(
        "Partial derivative",
        "Differentiate with respect to {x}. {held}",
        "",
        "Which letters are constant while {x} changes?",
    ),
    "gradient": Words(
        "Gradient",
        "The partial derivatives stand one below the other.",
        r"\nabla f = \left(\frac{\partial f}{\partial x_1}, \dots,"
        r" \frac{\partial f}{\partial x_n}\right)",
        "Put the partial derivatives together as a vector.",
    ),
}

# What may be said before a row's rule is named; a function's is "What is the derivative of …?"
HINTS: dict[str, str] = {
    "sum": "Take the terms of the sum one at a time.",
    "difference": "Take the two terms one at a time.",
    "negation": "The minus sign is a constant factor. What may you do with it?",
    "product": "{count} functions of {x} are multiplied. Which rule is for that?",
    "quotient": "One function of {x} is divided by another. Which rule is for that?",
    "power": "A power of {x} with a constant exponent. Which rule is for that?",
    "exponential": "The base is constant and {x} stands in the exponent. Which rule is for that?",
    "general-power": "{x} stands in base and exponent. What does taking the logarithm give?",
    "piecewise": "Look at one piece at a time.",
}

LETTERS = "uvwpqrst"
