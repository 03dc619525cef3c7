"""What a learner reads about forward and reverse mode."""

from __future__ import annotations

from symcalc.tutor.words import Words

MODES = ("both", "forward", "reverse")
WORDS: dict[str, Words] = {
    "forward-mode": Words(
        "Forward mode",
        "Each value carries its derivative along, as a pair (u, u′): a dual number. {passes}",
        r"(u, u')\,(v, v') = (u\,v,\; u'\,v + u\,v')",
        "Write beside each line how fast it changes, from the rates of the lines above it.",
    ),
    "reverse-mode": Words(
        "Reverse mode",
        "The values are worked out once and kept: the tape. Then the adjoints come back through "
        "the tape, the last line first. {passes}",
        r"\bar u = \sum_{v \text{ uses } u} \bar v\,\frac{\partial v}{\partial u}",
        "Keep all values. Then ask of each line, last first, what it hands to the names it uses.",
    ),
    "cost": Words(
        "What it costs",
        "{counted} {verdict}",
        "",
        "How many passes does each mode need for all {n} derivatives?",
    ),
    "jacobian-products": Words(
        "Products with the Jacobian",
        "One forward pass with the rates v gives J v. One reverse pass with the weights u gives "
        "Jᵀu. {both}",
        r"u^\top (J v) = (J^\top u)^\top v",
        "What does a pass give that starts with any rates, instead of a single 1?",
    ),
}
PASSES = {
    "forward": "Starting with {x}′ = 1 and 0 for every other input gives the derivative by {x}: "
    "{n} inputs take {n} passes.",
    "forward-one": "With {x}′ = 1 one pass gives the derivative by {x}.",
    "reverse": "One pass gives the derivatives by all inputs.",
    "reverse-several": "Each output takes a pass of its own, and gives the derivatives by all "
    "inputs: {m} outputs take {m} passes.",
}
HEADS = {
    "line": "line",
    "rate": "rate",
    "by": "with {x}′ = 1",
    "value": "value",
    "adjoint": "adjoint",
    "tape": "tape, and back",
    "mode": "mode",
    "passes": "passes",
    "operations": "operations",
    "kept": "numbers kept",
    "vector": "vector",
    "product": "product",
    "numbers": "",
}
NAMES = {"value": "value alone", "forward": "forward", "reverse": "reverse"}
COUNTED = (
    "Counted are sums, products and calls of functions, with the values and the local derivatives; "
    "every forward pass works the values out again."
)
VERDICT = {
    "one": "For one output reverse mode costs {ratio} times the value, however many inputs there "
    "are: each line is met once, and each use of a name adds a product and a sum. It pays with "
    "memory, one number kept for each line.",
    "reverse": "With {n} inputs and {m} outputs reverse mode takes fewer passes.",
    "forward": "With {n} inputs and {m} outputs forward mode takes fewer passes.",
    "even": "With {n} inputs and {m} outputs the modes take as many passes.",
}
BOTH = "Both ways uᵀJv is {value}."
SEVERAL = "The table shows {shown} of the {n} passes."
QUESTION = "{mode} of {formula}{by}{vectors}{at}"
DIRECTION = " in the direction {vector}"
WEIGHTS = " with weights {vector}"
TITLES = {
    "both": "forward and reverse mode",
    "forward": "forward mode",
    "reverse": "reverse mode",
}
FAILS = {
    "mode": "there is no mode {mode!r}",
    "no-point": "the point gives no value to {names}",
    "length": "the {what} has {got} components, and there are {wanted} {of}",
    "no-input": "no input is left to differentiate by",
    "matrix": "the two modes are shown for formulas of numbers, and this has arrays",
}
HINTS = {
    "mode": "say both, forward or reverse",
    "matrix": "give each variable a number, and write several outputs in brackets: [x y, sin x]; "
    "`backprop` takes arrays",
    "length": "give one number for each",
}
