"""What a learner reads about backpropagation."""

from __future__ import annotations

from symcalc.tutor.words import Words

HEADS = {
    "forward": "forward",
    "backward": "backward",
    "value": "value",
    "shape": "shape",
    "rule": "rule",
    "number": "number",
    "operation": "operation",
    "receives": "receives",
    "hands": "hands on",
    "to": "to {name}: {amount}",
    "adjoint": "∂{loss}/∂·",
}
PRODUCT = "Product rule"
MORE = "… {count} lines more …"
WORDS: dict[str, Words] = {
    "backpropagation": Words(
        "Forward, then backward",
        "Forwards, every line uses the lines above it. Backwards, each line hands its adjoint "
        "times its local derivative to the names that it uses.",
        r"\frac{\partial L}{\partial u} = \sum_{v \text{ uses } u}"
        r" \frac{\partial L}{\partial v}\,\frac{\partial v}{\partial u}",
        "",
    ),
    "forward-pass": Words(
        "Forward",
        "Every line is worked out from the lines above it.",
        "",
        "Which value can be worked out first, from the inputs alone?",
    ),
    "backward-pass": Words(
        "Backward",
        "Start with ∂{loss}/∂{loss} = 1. Each line hands its adjoint, times its local derivative, "
        "to the names that it uses.",
        r"\frac{\partial L}{\partial u} = \sum_{v \text{ uses } u}"
        r" \frac{\partial L}{\partial v}\,\frac{\partial v}{\partial u}",
        "Start at the end. Which names does the last line use, and what is its derivative by each?",
    ),
    "through-line": Words("Back through {line}", "", "", ""),
    "paths": Words(
        "Several paths",
        "{told}",
        "",
        "{name} is used in {count} lines. What has to happen with what arrives from each?",
    ),
    "combined": Words(
        "Both factors together",
        "Put ∂{loss}/∂{a} into the line of ∂{loss}/∂{z}: what stands below the fraction lines "
        "cancels.",
        "",
        "Put ∂{loss}/∂{a} into the line of ∂{loss}/∂{z}. What cancels?",
    ),
}
FIRST_HINT = "Work out {name} first: it needs the inputs only."
LAST_HINT = "Go on from {after} to {name}: multiply what arrives there by the local derivative."
PATHS = {
    "one": "{name} is used in the lines {lines}. What arrives from them is added.",
    "numbers": "{name} is used in the lines {lines}. What arrives from them is added: {sum}.",
}
QUESTION = "backpropagation for {formula}{by}{where}{at}"
BY = " with respect to {names}"
WHERE = " where {shapes}"
COLUMNS = " with samples in columns"
AT = " at {point}"
REMARKS = {
    "target": "{name} is taken for the target, which is not learnt. With wrt={name} its adjoint is "
    "shown too.",
    "data": "{names} are data here. With wrt their adjoints are shown too.",
    "datum": "{names} is data here. With wrt its adjoint is shown too.",
    "batch": "{name} is the same for all samples of {other}. So what the samples send back is "
    "added.",
    "kink": "At this point {line} stands on a kink of {function}: there is no derivative there. "
    "{convention}",
    "left-out": "The question is written without the point, which has too many numbers for a line.",
    "unused": "{loss} does not depend on {names}: the derivative is 0.",
}
FAILS = {
    "no-sympy": "SymPy cannot write this derivative as a matrix expression",
    "unread": "this question about a network cannot be read",
    "number": "{value} is not a number",
    "missing": "the point gives no value to {names}",
    "unknown": "{name} does not occur in the formula",
    "twice": "backprop shows one point at a time",
    "not-finite": "{name} has an entry that is not finite",
    "not-numbers": "{name} is not an array of numbers",
    "ragged": "the rows of an array have different lengths",
    "axes": "{name} has the shape {shape}, and what is given has {got}",
    "sizes": "{letter} is {one} in {where} and {other} in {name}",
    "size": "{name} has the size {other} where its shape says {size}",
    "no-value": "{name} has no real value that a double holds at this point",
    "no-slope": "a local derivative has no real value at this point",
    "not-scalar": "backpropagation needs one number at the end, and this has the shape {shape}",
    "constant": "the formula has no variable",
    "large": "the graph has {count} operations, and more than {most} are not shown",
}
HINTS = {
    "missing": 'every variable of the formula needs one: --at "w=0.5, x=2"',
    "ragged": "write a matrix row by row: [[1, 2], [3, 4]]",
    "no-sympy": "the steps and `.value` have it",
    "no-value": "choose a point where every line of the formula is defined",
    "not-scalar": "take sum(…), mean(…) or a norm of it",
    "large": "`compile` makes a fast gradient of a formula of any size",
    "unknown": "it has {names}",
}
