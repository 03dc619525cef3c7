"""What a learner reads where an integrand is only written in another way, and of exponentials."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "expand": Words(
        "Multiply out",
        "The integrand is multiplied out, so that each term can be integrated by itself.",
        r"(a + b)\,c = a\,c + b\,c",
        "A sum is easier than a product. How do you make one of it?",
    ),
    "expand-fraction": Words(
        "Split the fraction",
        "Each term of the numerator is put over the denominator by itself.",
        r"\frac{a + b}{c} = \frac{a}{c} + \frac{b}{c}",
        "There is a sum in a numerator. Can each term stand over the denominator by itself?",
    ),
    "split-numerator-power": Words(
        "Split the fraction",
        "The numerator is multiplied out, and each of its terms is divided by {below}.",
        r"\frac{a + b}{c} = \frac{a}{c} + \frac{b}{c}",
        "Multiply out the numerator. Can each term stand over the denominator by itself?",
    ),
    "split-numerator": Words(
        "Split the fraction",
        "Each term of the numerator is divided by {below}.",
        r"\frac{a + b}{c} = \frac{a}{c} + \frac{b}{c}",
        "There is a sum in the numerator. Can each term stand over the denominator by itself?",
    ),
    "expand-exponential": Words(
        "Multiply out",
        "The integrand is multiplied out, so that each term can be integrated by itself.",
        r"(a + b)\,c = a\,c + b\,c",
        "A sum is easier than a product. How do you make one of it?",
    ),
    "split-fraction": Words(
        "Split the fraction",
        "Each term of the numerator is divided by {below}.",
        r"\frac{a + b}{c} = \frac{a}{c} + \frac{b}{c}",
        "There is a sum in the numerator. Can each term stand over the denominator by itself?",
    ),
    "divide-factor": Words(
        "Division",
        "The numerator of {rational} is of no lower degree than the denominator. Division gives "
        "{divided}.",
        r"\frac{p}{q} = s + \frac{r}{q}",
        "Is {rational} a proper fraction? What does division give?",
    ),
    "exponent-laws": Words(
        "Laws of exponents",
        "Powers of powers are one power: the exponents multiply, and those of one base add.",
        r"(e^{x})^{n} = e^{n x},\quad e^{x}\,e^{y} = e^{x + y}",
        "How can {f} be written with a single power?",
    ),
    "as-exponentials": Words(
        "Exponentials",
        "Hyperbolic functions stand beside an exponential. Written as exponentials, {told}.",
        r"\sinh x = \frac{e^{x} - e^{-x}}{2},\quad \cosh x = \frac{e^{x} + e^{-x}}{2}",
        "Of which exponentials are the hyperbolic functions made?",
    ),
    "exponential-base": Words(
        "Exponential",
        "The derivative of {core} is {core} times {rate}, so that divides.",
        r"\int a^{x}\,dx = \frac{a^{x}}{\ln a}\quad (a > 0,\ a \ne 1)",
        "What does differentiation do to {core}, and how is that undone?",
    ),
}
