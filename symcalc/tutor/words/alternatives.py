"""What a learner reads where a derivative is worked out in another way."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "product-with-power": Words(
        "Quotient as a product",
        "Division by {v} is multiplication by {power}.",
        r"\frac{u}{v} = u\,v^{-1}",
        "Can the quotient be written as a product?",
    ),
    "quotient-again": Words(
        "Product as a quotient",
        "The power with a negative exponent goes into the denominator.",
        r"u\,v^{-n} = \frac{u}{v^{n}}",
        "Can the product be written as a quotient?",
    ),
    "expand-first": Words(
        "Multiply out first",
        "Multiplied out, it is a sum of powers, which needs neither product nor chain rule.",
        "",
        "What if you multiply out before you differentiate?",
    ),
    "divide-first": Words(
        "Divide first",
        "Each term of the numerator is divided by {v}.",
        r"\frac{a + b}{v} = \frac{a}{v} + \frac{b}{v}",
        "What if you divide each term by {v} first?",
    ),
    "power-of-e": Words(
        "Power of e",
        "{f} = {natural}, and the chain rule is for that.",
        r"u^{v} = e^{v \ln u}",
        "How is this a power of e?",
    ),
    "root-as-power": Words(
        "Root as a power",
        "A square root is the power one half.",
        r"\sqrt{u} = u^{1/2}",
        "Which power is a square root?",
    ),
    "logarithm-laws": Words(
        "Laws of logarithms first",
        "The logarithm of a product, a quotient or a power is taken apart.",
        r"\ln(uv) = \ln u + \ln v, \quad \ln\frac{u}{v} = \ln u - \ln v, \quad \ln u^{n} = n \ln u",
        "Which laws take the logarithm apart?",
    ),
    "take-logarithms": Words(
        "Take logarithms",
        "Let {y} = {f}, and take the logarithm of both sides.",
        "",
        "What does taking the logarithm of both sides give?",
    ),
    "apart": Words(
        "Laws of logarithms",
        "Products become sums, quotients differences, exponents factors.",
        r"\ln(uv) = \ln u + \ln v, \quad \ln u^{v} = v \ln u",
        "Which laws make the right side simpler?",
    ),
    "both-sides": Words(
        "Differentiate both sides",
        "On the left the chain rule gives {slope}/{y}.",
        r"\frac{d}{dx} \ln y = \frac{y'}{y}",
        "What is the derivative of ln {y}, where {y} is a function of {x}?",
    ),
    "side": Words("The right side", "", "", "Differentiate the right side."),
    "multiply-by-y": Words(
        "Multiply by {y}",
        "{y} is {f}.",
        "",
        "By what must you multiply to have {slope} alone?",
    ),
    "tidy": Words(
        "Tidy up",
        "Factors are cancelled, and like terms collected.",
        "",
        "Can it be written shorter?",
    ),
    "same-answer": Words(
        "The same answer",
        "Rearranged, this is what the other way gives.",
        "",
        "Is this the answer that the other way gives?",
    ),
}

BY = "by logarithmic differentiation"  # a question ends with it
SIGNS = (
    "The logarithms need positive factors. Where a factor is negative, the logarithm of its "
    "absolute value gives the same."
)
