"""What a learner reads about integration by parts."""

from __future__ import annotations

from symcalc.tutor.words import Words

PARTS = r"\int u\,dv = u\,v - \int v\,du"

WORDS: dict[str, Words] = {
    "parts": Words(
        "Integration by parts",
        "{why} Let {p} = {u} and d{q} = {dv}. Then d{p} = {du} and {q} = {found}.",
        PARTS,
        "{f} is a product. Which factor becomes simpler when it is differentiated, and which can "
        "you integrate?",
    ),
    "parts-alone": Words(
        "Integration by parts",
        "{why} Let {p} = {u} and d{q} = {dv}. Then d{p} = {du} and {q} = {found}.",
        PARTS,
        "{f} is also {f} times 1. What do you get if it is differentiated and 1 is integrated?",
    ),
    "parts-of-quotient": Words(
        "Integration by parts",
        "{why} Let {p} = {u} and d{q} = {dv}. Then d{p} = {du} and {q} = {found}.",
        PARTS,
        "Which factor of the denominator can you integrate by itself?",
    ),
    "tabular": Words(
        "Integration by parts, in a table",
        "{u} is a polynomial: after {count} derivatives nothing is left of it, and {dv} can be "
        "integrated again and again. Each product goes down one row on the right, the signs "
        "alternate.",
        r"\int u\,v'\,dx = u\,V_1 - u'\,V_2 + u''\,V_3 - \dots",
        "{u} dies out when it is differentiated. How often would you have to integrate by parts?",
    ),
    "tabular-product": Words(
        "Integration by parts",
        "First {told} is worked out, then the polynomial is taken down in a table.",
        PARTS,
        "Which factor dies out when it is differentiated? Can you integrate the others together?",
    ),
    "cyclic-parts": Words(
        "Integration by parts, twice",
        "Neither factor dies out, but after two steps the integral returns. Then it can be solved "
        "for.",
        PARTS,
        "Integrate by parts twice, with the same kind of factor differentiated. Which integral do "
        "you meet again?",
    ),
    "first-parts": Words("By parts", "{p} = {u}, d{q} = {dv}, so d{p} = {du} and {q} = {found}."),
    "second-parts": Words(
        "By parts again",
        "In the new integral {p} = {u}, d{q} = {dv}, so d{p} = {du} and {q} = {found}.",
    ),
    "returns": Words(
        "The integral returns",
        "On the right stands the integral that is asked for. {times} is added on both sides.",
    ),
    "returns-less": Words(
        "The integral returns",
        "On the right stands the integral that is asked for. {times} is taken away on both sides.",
    ),
    "solved-for": Words("Solved for the integral", "Divide by {times}."),
    "reduction": Words(
        "Reduction formula",
        "The exponent {n} is large. One formula lowers it, and is used until {last} is left.",
        "",
        "What does one integration by parts do to the exponent {n}? Can you do that again?",
    ),
    "reduction-formula": Words(
        "The formula",
        "By parts with {p} = {u}, d{q} = {dv}, so d{p} = {du} and {q} = {found}.{again}",
        PARTS,
    ),
    "reduction-used": Words(
        "The formula used", "From the exponent {first}, where nothing is left to do, up to {n}."
    ),
}
# Why this factor is differentiated: the rule of thumb whole in the first step, then a short reason.
LIATE = (
    "By the rule of thumb LIATE (logarithm, inverse function, algebraic, trigonometric, "
    "exponential) {chosen} is differentiated: {because}."
)
SHORT = "{capital} is differentiated: {because}."
EASY = "its derivative is easy"
SIMPLER = "it becomes simpler"
LOGARITHM = "the logarithm"
INVERSE = "the inverse function"
OTHER = "{dv} can be integrated, so that is d{q}."
