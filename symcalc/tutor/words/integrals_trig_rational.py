"""What a learner reads about integrals of fractions of sine and cosine."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "trig-conjugate": Words(
        "Multiply by the conjugate",
        "{form}{den} times {conjugate} is {square}, and with that below there are two standard "
        "forms.",
        "",
        "By what must {den} be multiplied, to become a square?",
    ),
    "trig-conjugate-used": Words(
        "Numerator and denominator",
        "Both are multiplied by {conjugate}, and the fraction is split.",
        "",
        "Multiply numerator and denominator by {conjugate}.",
    ),
    "trig-gaps-closed": Words(
        "Without gaps",
        "{open} has no value where {zero} = 0, though {f} has one there. Multiplied by "
        "{factor} it is {instead}, which has one.",
        "",
        "Is the antiderivative defined wherever {f} is?",
    ),
    "trig-bioche": Words(
        "Bioche's rule",
        "{reason} Let {u} = {inner}. Then {du}{solved}.",
        r"f(-x) = -f(x):\ u = \cos x;\quad f(\pi - x) = -f(x):\ u = \sin x;\quad"
        r" f(\pi + x) = f(x):\ u = \tan x",
        "Which sign changes leave {f} d{x} as it is, and which function do they leave as it is?",
    ),
    "hyperbolic-bioche": Words(
        "Substitution",
        "{reason} Let {u} = {inner}. Then {du}{solved}.",
        "",
        "Can all be written with one of the functions, and its derivative split off?",
    ),
    "trig-weierstrass": Words(
        "Weierstrass substitution",
        "None of {sine}, {cosine} and their quotient will do as the new variable. Let {t} = "
        "{inner}. Then {sine} = {s}, {cosine} = {c} and d{x} = {dx}.",
        r"t = \tan\tfrac{x}{2}:\quad \sin x = \frac{2t}{1+t^2},\quad"
        r" \cos x = \frac{1-t^2}{1+t^2},\quad dx = \frac{2\,dt}{1+t^2}",
        "Which substitution turns every fraction of sines and cosines into a fraction of "
        "polynomials?",
    ),
    "hyperbolic-exponential": Words(
        "Exponential substitution",
        "Let {u} = {inner}. Then {identities} and d{x} = {dx}.",
        r"\sinh x = \frac{e^x - e^{-x}}{2},\quad \cosh x = \frac{e^x + e^{-x}}{2}",
        "What are the hyperbolic functions in terms of the exponential function?",
    ),
    "trig-single-sine": Words(
        "One sine",
        "{form}A sum of a sine and a cosine of one angle is a single sine with a phase.",
        r"a\sin x + b\cos x = \sqrt{a^2+b^2}\,\sin(x+\varphi)",
        "How can a sum of a sine and a cosine of one angle be written as a single sine?",
    ),
    "trig-term-by-term": Words(
        "Standard forms",
        "Each term is the derivative of a function that is known.",
        "",
        "Whose derivatives are the terms?",
    ),
    "trig-phase": Words(
        "Phase",
        "{den} = {sine}{phase}.",
        "",
        "Which phase makes the coefficients of sine and cosine come out?",
    ),
    "trig-known-cosecant": Words(
        "Standard form",
        "The cosecant, or its square, of an angle with a constant added.",
        r"\int \csc x\,dx = -\ln|\csc x + \cot x|,\quad \int \csc^2x\,dx = -\cot x",
        "Which function has this derivative?",
    ),
    "trig-without-phase": Words(
        "The angle put back",
        "{first} and {second}.",
        r"\sin(x+\varphi) = \sin x\cos\varphi + \cos x\sin\varphi",
        "What are the sine and the cosine of the sum of the angles?",
    ),
    "trig-numerator-split": Words(
        "Split the numerator",
        "{form}The derivative of the denominator {den} is {slope}. The numerator is {combination}.",
        r"\int \frac{A\,v + B\,v' + c}{v}\,dx = A\,x + B\ln|v| + c\int\frac{dx}{v}",
        "Is the numerator a multiple of the denominator, its derivative, and a constant?",
    ),
    "trig-letters": Words(
        "Weierstrass substitution",
        "The tangent of half the angle is the new variable. What comes out depends on the letters: "
        "this is for {where}.",
        r"\int \frac{dx}{a+b\cos x} = \frac{2}{\sqrt{a^2-b^2}}\arctan"
        r"\frac{(a-b)\tan\frac{x}{2}}{\sqrt{a^2-b^2}}\quad (a > |b|)",
        "Which substitution turns every fraction of sines and cosines into a fraction of "
        "polynomials?",
    ),
    "trig-in-t": Words(
        "The new variable",
        "Let {t} = {inner}. Then {sine} = {s}, {cosine} = {c} and d{x} = {dx}.",
        "",
        "What are {sine}, {cosine} and d{x} in terms of {t} = {inner}?",
    ),
    "trig-arctangent": Words(
        "Complete the square",
        "{square}: an arctangent.",
        "",
        "Complete the square of the denominator.",
    ),
    "trig-logarithm": Words(
        "Complete the square",
        "{square}, a difference of squares: a logarithm of a fraction. Above and below it is "
        "multiplied by {factor}.",
        "",
        "Complete the square of the denominator. Which sign does the rest have?",
    ),
    "trig-no-jumps": Words(
        "Without jumps",
        "{inner} has no value at odd multiples of π, and the arctangent jumps there. But for a "
        "constant between the jumps this is the same, and it is continuous.",
        "",
        "Is the antiderivative continuous wherever the integrand is?",
    ),
    "trig-continued": Words(
        "{title}",
        "{told}",
        "",
        "Is the antiderivative continuous wherever the integrand is?",
    ),
}
# The sentences of Bioche's rule, by the new variable.
REASONS = {
    "cosine": "With −{a} for {a} both {f} and d{a} change the sign, and {inner} stays.",
    "sine": "With π − {a} for {a} both {f} and d{a} change the sign, and {inner} stays.",
    "tangent": "With π + {a} for {a} nothing changes in {f} d{a}, nor in {inner}.",
}
HYPERBOLIC_REASONS = {
    "cosine": "Only odd powers of {split} stand in {f}: one is split off, {square} does the rest.",
    "sine": "Only odd powers of {split} stand in {f}: one is split off, {square} does the rest.",
    "tangent": "The signs of {sine} and {cosine} may change together: only {inner} is needed.",
}
# Of an antiderivative in a tangent.
CONTINUED = (
    "{arcs} {jump} by π where {inner} has no value, though the integrand goes on there. What "
    "follows differs from it by a constant between the jumps, and is continuous."
)
GAPS = (
    "{inner} has a value not everywhere where the integrand has one. Written with sine and cosine, "
    "the antiderivative has no such gaps."
)
MAY_JUMP = (
    "{u} = {inner}. Where {inner} has no value the antiderivative may jump: C is one constant "
    "between two such places."
)
# What is told of the phase of a single sine.
PHASE = ", where {cosine} and {sine}"
