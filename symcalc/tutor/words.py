"""What a learner reads: one template a rule, with named fields. Rows of the table bring their own.

`title`, the sentence about this formula, and where the rule has letters of its own, its statement
in LaTeX.
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
        "{f} does not contain {x}, so its derivative is 0.",
        r"\frac{d}{dx} c = 0",
        "Does {f} change when {x} changes?",
    ),
    "identity": Words(
        "Identity",
        "The derivative of {x} with respect to {x} is 1.",
        r"\frac{d}{dx} x = 1",
        "How fast does {x} change with {x}?",
    ),
    "constant-multiple": Words(
        "Constant multiple",
        "The constant factor {c} stays in front; {v} is differentiated.",
        r"\frac{d}{dx}\left(c\,v\right) = c\,\frac{dv}{dx}",
        "There is a constant factor. What may you do with it?",
    ),
    "chain": Words(
        "Chain rule",
        "The outer function is {outer}, the inner one is {u}.",
        r"\frac{d}{dx} f(u) = f'(u)\cdot\frac{du}{dx}",
        "{f} has something inside. Differentiate the outside first, then what is inside, "
        "and multiply.",
    ),
    "sum": Words(
        "Sum rule",
        "Each term is differentiated by itself.",
        "",
        "Take the terms of the sum one at a time.",
    ),
    "difference": Words(
        "Difference rule",
        "Each term is differentiated by itself.",
        "",
        "Take the two terms one at a time.",
    ),
    "negation": Words(
        "Minus sign",
        "The minus sign stays in front.",
        "",
        "The minus sign is a constant factor. What may you do with it?",
    ),
    "product": Words(
        "Product rule",
        "Take {letters}.",
        "",
        "{count} functions of {x} are multiplied. Which rule is for that?",
    ),
    "quotient": Words(
        "Quotient rule",
        "Take {letters}.",
        "",
        "One function of {x} is divided by another. Which rule is for that?",
    ),
    "reciprocal": Words(
        "Reciprocal rule",
        "Only the denominator v = {v} contains {x}.",
        r"\left(\frac{c}{v}\right)' = -\frac{c\,v'}{v^{2}}",
        "{x} stands in the denominator only. How does 1/v change when v does?",
    ),
    "power": Words(
        "Power rule",
        "The exponent {n} comes to the front, and one is taken from it.",
        "",
        "A power of {x} with a constant exponent. Which rule is for that?",
    ),
    "exponential": Words(
        "Exponential rule",
        "The power stays, times the logarithm of its base {a}.",
        "",
        "The base is constant and {x} stands in the exponent. Which rule is for that?",
    ),
    "general-power": Words(
        "Logarithmic differentiation",
        "Base and exponent both contain {x}: write {f} as e^(v ln u) with u = {u}, v = {v}.",
        "",
        "{x} stands in the base and in the exponent. What does taking the logarithm give?",
    ),
    "piecewise": Words(
        "Piece by piece",
        "Each piece is differentiated inside the set where it holds.",
        "",
        "Look at one piece at a time.",
    ),
    "substitute": Words(
        "Put together", "The derivatives of the parts are put in.", "", "Put the derivatives in."
    ),
    "simplify": Words(
        "Tidy up",
        "Numbers are multiplied and like terms collected.",
        "",
        "Can it be written more simply?",
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

LETTERS = "uvwpqrst"
