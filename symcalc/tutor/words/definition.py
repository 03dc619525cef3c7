"""What a learner reads in a derivative from first principles."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "definition": Words(
        "Difference quotient",
        "How much does f change when {x} changes by {h}? Divide that by {h}. "
        "The derivative is what this tends to as {h} → 0.",
        r"f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}",
        "Write down the difference quotient: f({x} + {h}) less f({x}), over {h}.",
    ),
    "quotient": Words(
        "Difference quotient of {f}",
        "",
        "",
        "Write down the difference quotient of {f}.",
    ),
    "nothing-left": Words(
        "Subtract",
        "f does not change with {x}: {f} less {f} is 0.",
        "",
        "How large is the change?",
    ),
    "multiply-out": Words(
        "Multiply out",
        "{f} is multiplied out.",
        "",
        "Multiply out what has {h} in it.",
    ),
    "cancel-terms": Words(
        "Subtract",
        "Every term without {h} cancels.",
        "",
        "Which terms cancel?",
    ),
    "cancel-h": Words(
        "Cancel {h}",
        "Every term of the numerator has a factor {h}. Divide by it; {h} is not 0 here.",
        "",
        "The numerator has a factor {h}. What may you do with it?",
    ),
    "common-denominator": Words(
        "Common denominator",
        "The two fractions are put over {bottom}.",
        "",
        "Two fractions are subtracted. What do they need?",
    ),
    "multiply-top": Words(
        "Multiply out",
        "The numerator is multiplied out, and like terms are collected.",
        "",
        "Multiply out the numerator.",
    ),
    "conjugate": Words(
        "Conjugate",
        "Multiply numerator and denominator by {by}. "
        "(A − B)(A + B) = A² − B² takes the roots away.",
        r"(A - B)(A + B) = A^{2} - B^{2}",
        "A difference of roots stands there. By what can you multiply to lose the roots?",
    ),
    "n-th-powers": Words(
        "Difference of powers",
        "Multiply numerator and denominator by {by}. "
        "That makes Aⁿ − Bⁿ of A − B, here with n = {n}.",
        r"A^{n} - B^{n} = (A - B)\left(A^{n-1} + A^{n-2} B + \dots + B^{n-1}\right)",
        "A difference of roots stands there. Which factor makes a difference of powers of it?",
    ),
    "split-exponent": Words(
        "Law of exponents",
        "{f} = {split}.",
        r"a^{u + v} = a^{u} a^{v}",
        "A sum stands in the exponent. How is that a product?",
    ),
    "factor-out": Words(
        "Common factor",
        "{factor} does not contain {h} and comes out in front.",
        "",
        "Which factor do both terms have?",
    ),
    "to-base-e": Words(
        "To base e",
        "{power} = {natural}.",
        r"a^{u} = e^{u \ln a}",
        "How is this a power of e?",
    ),
    "widen": Words(
        "Widen the fraction",
        "Multiply and divide by {k}, so that the fraction has the form of a standard limit.",
        "",
        "Which number must stand below for a standard limit?",
    ),
    "change-base": Words(
        "Change of base",
        "A logarithm to the base {b} is the natural one divided by the natural logarithm of {b}.",
        r"\log_b u = \frac{\ln u}{\ln b}",
        "How is this a natural logarithm?",
    ),
    "join-logarithms": Words(
        "Law of logarithms",
        "A difference of logarithms is the logarithm of the quotient.",
        r"\ln A - \ln B = \ln\frac{A}{B}",
        "Which law makes one logarithm of two?",
    ),
    "divide-inside": Words(
        "Divide",
        "{ratio} = {sum}.",
        "",
        "Divide inside the logarithm.",
    ),
    "addition-sin": Words(
        "Addition theorem",
        "{f} = {sum}.",
        r"\sin(u + v) = \sin u \cos v + \cos u \sin v",
        "A sum stands inside the sine. Which theorem is for that?",
    ),
    "addition-cos": Words(
        "Addition theorem",
        "{f} = {sum}.",
        r"\cos(u + v) = \cos u \cos v - \sin u \sin v",
        "A sum stands inside the cosine. Which theorem is for that?",
    ),
    "group": Words(
        "Group",
        "The terms with {factor} are taken together.",
        "",
        "Take the terms together that have the same function of {x}.",
    ),
    "limit": Words(
        "Let {h} → 0",
        "{limits}",
        "",
        "What does each part tend to as {h} → 0?",
    ),
    "separate": Words(
        "Separate the terms",
        "A sum has the sum of the difference quotients, and constant factors stay in front. "
        "Each part has its own limit.",
        "",
        "Take the terms one at a time, with their constant factors in front.",
    ),
    "term": Words(
        "The part {f}",
        "",
        "",
        "Work out the difference quotient of {f}.",
    ),
    "gather": Words(
        "Put together",
        "The limit of a sum is the sum of the limits.",
        "",
        "Put the limits of the parts together.",
    ),
}

STANDARD = "Standard {noun} as {h} → 0: {limits}."
PLAIN = "Nothing is divided by {h} any more, so {h} = 0 may be put in."
ALREADY = "There is no {h} left."
ASKED = "from first principles"  # the question ends with it
WHERE = (
    "from first principles are worked out: polynomials, fractions of polynomials, square roots and "
    "n-th roots of polynomials, e^u, a^u, ln u, sin u and cos u with u = a{x} + b, and sums and "
    "constant multiples of these"
)
