"""What a learner reads about substitutions."""

from __future__ import annotations

from symcalc.tutor.words import Words

STATEMENT = r"\int f(g(x))\,g'(x)\,dx = \int f(u)\,du"
INVERSE = r"\int f(x)\,dx = \int f(g(u))\,g'(u)\,du"

WORDS: dict[str, Words] = {
    "substitution": Words(
        "Substitution",
        "{why} Let {u} = {inner}. Then d{u} = {slope}{solved}.",
        STATEMENT,
        "Which part of the integrand would make it simpler as a single letter? What becomes of "
        "d{x}?",
    ),
    "substitution-of-root": Words(
        "Substitution",
        "{inner} is in the way. Let {u} = {inner}. Then {solved}.",
        INVERSE,
        "Which part of the integrand would you like to have as a single letter? What is {x} then?",
    ),
    "linear-substitution": Words(
        "Substitution",
        "{why} Let {u} = {inner}. Then {solved}.",
        INVERSE,
        "Which part of the integrand would be easier as a single letter?",
    ),
    "exponential-substitution": Words(
        "Substitution",
        "{x} stands only in powers of {inner}. Let {u} = {inner}. Then d{u} = {slope}, so "
        "{solved}.",
        INVERSE,
        "Of which one function is all of the integrand made?",
    ),
    "logarithm-substitution": Words(
        "Substitution",
        "The inside {inner} is in the way. Let {u} = {inner}. Then {x} = {told} and d{x} = {rate}.",
        INVERSE,
        "What becomes of {x} and of d{x} if the logarithm is a single letter?",
    ),
    "inverse-function-substitution": Words(
        "Substitution",
        "{inner} is in the way. Let {u} = {inner}. Then {x} = {told}, d{x} = {rate}{also}.",
        INVERSE,
        "What becomes of {x} and of d{x} if {inner} is a single letter?",
    ),
}
# Why this part.
BESIDE = "The derivative of {inner} is {slope}, and {part} stands as a factor."
ITSELF = "The derivative of {inner} is {slope}, and that stands as a factor."
PLAIN = "The derivative of {inner} is {slope}."
MULTIPLIED = ". Multiply and divide the integrand by {part} to have that"
POWER = "{inner} is raised to a power, and a sum would be better outside than inside."
ALL = "{x} stands only in {inner}."
