"""What a learner reads about limits."""

from __future__ import annotations

from symcalc.tutor.words import Words
from symcalc.tutor.words.limit_methods import METHODS

WORDS: dict[str, Words] = {
    **METHODS,
    "constant": Words(
        "Constant",
        "{f} does not depend on {x}, so that is its limit.",
        r"\lim_{x\to a} c = c",
        "Does {f} change when {x} changes?",
    ),
    "substitution": Words(
        "Substitution",
        "{f} is continuous at {at}, so its limit is its value there: put {at} in.",
        r"\lim_{x\to a} f(x) = f(a)\ \text{ for } f \text{ continuous at } a",
        "Is the formula continuous at {at}? Then what may you do?",
    ),
    "sum": Words(
        "Sum law",
        "Each part has a limit, so the limit of the sum is the sum of the limits.",
        r"\lim (f + g) = \lim f + \lim g",
        "Take the terms one at a time.",
    ),
    "product": Words(
        "Product law",
        "Each factor has a limit, so the limit of the product is the product of the limits.",
        r"\lim (f\,g) = \lim f \cdot \lim g",
        "Take the factors one at a time.",
    ),
    "constant-multiple": Words(
        "Constant multiple",
        "The constant factor {c} stays in front of the limit.",
        r"\lim (c\,f) = c \lim f",
        "There is a constant factor. What may you do with it?",
    ),
    "quotient": Words(
        "Quotient law",
        "Top and bottom have limits, and that of the bottom is not 0.",
        r"\lim \frac{f}{g} = \frac{\lim f}{\lim g}\ \text{ for } \lim g \ne 0",
        "Take top and bottom one at a time.",
    ),
    "composition": Words(
        "Continuous function of a limit",
        "With u = {u} the formula is {outer}, which is continuous at the limit of u: "
        "the limit goes inside.",
        r"\lim f(u) = f(\lim u)\ \text{ for } f \text{ continuous there}",
        "What does {u}, which stands inside, tend to?",
    ),
    "end-behaviour": Words(
        "Behaviour of the outer function",
        "As {approach}, u = {u} {tends}, and then {outer} {becomes}.",
        "",
        "What does {u}, which stands inside, do? And what does {outer} do then?",
    ),
    "sum-grows": Words(
        "Sum of unbounded terms",
        "{terms}",
        r"\infty + c = \infty,\quad \infty + \infty = \infty",
        "What does each term do as {approach}?",
    ),
    "product-grows": Words(
        "Product with an unbounded factor",
        "{terms} So the product {becomes}.",
        r"c \cdot \infty = \pm\infty\ \text{ for } c \ne 0",
        "What does each factor do as {approach}?",
    ),
    "quotient-grows": Words(
        "Quotient with an unbounded top",
        "{terms} So the quotient {becomes}.",
        r"\infty / c = \pm\infty",
        "What do top and bottom do as {approach}?",
    ),
    "itself": Words("The variable", "As {approach}, {x} {becomes}.", "", "What does {x} do?"),
    "power-grows": Words(
        "Power", "As {approach}, {f} {becomes}.", "", "What does {f} do as {approach}?"
    ),
    "simplify": Words("Work out", "", "", "Work the numbers out."),
    "bounded-over-large": Words(
        "Large denominator",
        "The top {top}, while the bottom {bottom}: the quotient tends to 0.",
        r"\frac{c}{\infty} \to 0",
        "What does the bottom do as {approach}?",
    ),
    "infinite": Words(
        "Small denominator",
        "As {approach}, the top {f} {top} and the bottom {g} tends to 0 through {sign} values: "
        "the quotient {becomes}.",
        r"\frac{c}{0^{\pm}} \to \pm\infty\ \text{ for } c \ne 0",
        "The bottom tends to 0, the top does not. Which sign has the quotient close by?",
    ),
    "near": Words(
        "Near the point",
        "{where}, {pairs}.",
        "",
        "What is {kinked} close to {at}, without bars or cases?",
    ),
    "part": Words("The part {f}", "", "", "What does {f} do as {approach}?"),
    "one-sided": Words("From the {side}", "", "", "Look at {x} {sign} {to} first."),
    "sides-agree": Words(
        "Both sides agree",
        "From the left and from the right the limit is {value}.",
        r"\lim_{x\to a^-} f = \lim_{x\to a^+} f = L \;\Rightarrow\; \lim_{x\to a} f = L",
        "Compare the two sides.",
    ),
    "sides-differ": Words(
        "The two sides differ",
        "{left}, {right}: there is no limit.",
        "",
        "Compare the two sides.",
    ),
    "one-side-only": Words(
        "One side only",
        "{f} has real values only for {where} near {at}: the limit is taken from the {side}.",
        "",
        "On which side of {at} does the formula have values?",
    ),
    "undefined": Words(
        "No values near the point",
        "{f} has no real values near {at}, so there is nothing that could have a limit.",
        "",
        "For which {x} near {at} does the formula have a value?",
    ),
    "two-sequences": Words(
        "Two sequences",
        "{first}. {second}. Both sequences of {x} tend to {to}, n = 1, 2, 3, …, but the values do "
        "not come to the same: there is no limit.",
        r"f(x_n) \to L,\ f(y_n) \to M,\ L \ne M",
        "Along which {x} is the oscillating part always 1? Along which is it always −1?",
    ),
    "values": Words(
        "Values near the point",
        "The numbers bear it out.",
        "",
        "Compute some values close to the point.",
    ),
    "values-far": Words(
        "Values far out",
        "The numbers bear it out.",
        "",
        "Compute some values far out.",
    ),
    "substitute": Words(
        "Put together", "The limits of the parts are put in.", "", "Put the limits in."
    ),
}

BY = "by L'Hôpital's rule"  # a question ends with it
ENDINGS = {
    "differ": "The limit does not exist: from the left {left}, from the right {right}.",
    "oscillates": "The limit does not exist: the values of {f} keep oscillating as {approach}.",
    "undefined": "The limit does not exist: {f} has no real values near {at}.",
    "grows": "The limit is ∞: the values grow without bound.",
    "falls": "The limit is −∞: the values fall without bound.",
}

GROWS, FALLS = "grows without bound", "falls without bound"
