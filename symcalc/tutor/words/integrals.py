"""What a learner reads about integrals: the rules that every integral needs."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "constant": Words(
        "Constant",
        "{f} does not depend on {x}: its antiderivative is {f} times {x}.",
        r"\int c\,dx = c\,x",
        "What has the constant slope {f}?",
    ),
    "constant-one": Words(
        "Constant",
        "The antiderivative of 1 is {x}.",
        r"\int 1\,dx = x",
        "What has the constant slope 1?",
    ),
    "constant-zero": Words(
        "Constant",
        "Only a constant has the slope 0.",
        r"\int 0\,dx = C",
        "What has the slope 0 everywhere?",
    ),
    "constant-sign": Words(
        "Constant multiple",
        "The minus sign stays in front.",
        r"\int -f(x)\,dx = -\int f(x)\,dx",
        "There is a minus sign. What may you do with it?",
    ),
    "power": Words(
        "Power rule",
        "The exponent {n} grows by one, and the new exponent divides.",
        r"\int x^{n}\,dx = \frac{x^{n+1}}{n+1}\quad (n \ne -1)",
        "A power of {x}. What does differentiation do to the exponent, and how is that undone?",
    ),
    "powers": Words(
        "Power rule, term by term",
        "In each term the exponent grows by one, and the new exponent divides.",
        r"\int x^{n}\,dx = \frac{x^{n+1}}{n+1}\quad (n \ne -1)",
        "A sum of powers of {x}. Take the terms one at a time.",
    ),
    "power-of-linear": Words(
        "Power rule",
        "The base {u} is linear{sloped}. The exponent {n} grows by one; the new exponent{divide}.",
        r"\int (ax+b)^{n}\,dx = \frac{(ax+b)^{n+1}}{a\,(n+1)}\quad (n \ne -1)",
        "A power of {u}, which is linear. What does the chain rule add when you differentiate?",
    ),
    "logarithm": Words(
        "Logarithm",
        "1/{below} is the derivative of ln|{u}|{divided}.",
        r"\int \frac{1}{x}\,dx = \ln|x|",
        "The power rule fails for the exponent −1. Whose derivative is 1/{below}?",
    ),
    "standard": Words(
        "{title}",
        "{known}{divided}.",
        "",
        "Which function has the derivative {core}?",
    ),
    "constant-multiple": Words(
        "Constant multiple",
        "The constant factor {c} stays in front.",
        r"\int c\,f(x)\,dx = c \int f(x)\,dx",
        "There is a constant factor. What may you do with it?",
    ),
    "sum": Words(
        "Sum rule",
        "Each term is integrated by itself; constant factors stay in front.",
        r"\int (f + g)\,dx = \int f\,dx + \int g\,dx",
        "Take the terms one at a time.",
    ),
    "back": Words("Back to {x}", "{returning}", "", "Put back what the new letter stands for."),
    "together": Words(
        "Put together", "The parts are put in.", "", "Put the antiderivatives together."
    ),
    "looked-up": Words(
        "Looked up",
        "This antiderivative was found by SymPy's integrator, not by a method shown here. Its "
        "derivative, worked out below, is the integrand: that proves it.",
        "",
        "Differentiate a guess, and compare.",
    ),
}
# After an antiderivative whose inside is linear with a slope that is not 1.
DIVIDED = "; the slope {slope} of {u} divides"
# What is said of the slope of the base of a power.
SLOPED = {"sloped": " with slope {slope}", "divide": " and the slope divide"}
SLOPE_ONE = {"sloped": " with slope 1", "divide": " divides"}
ABSORBED = "What is constant goes into C."
