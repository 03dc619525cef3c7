"""What a learner reads about the updates themselves, method by method, and schedules."""

from __future__ import annotations

# What is said of the update, method by method; the letters are those of the table of methods.
UPDATES: dict[str, str] = {
    "gradient": "x + d, one coordinate after the other.",
    "newton": "x + d is {step}. In several variables d solves H d = −g with the Hessian H, so the "
    "update is x − H⁻¹ ∇f. The table of methods writes it {lines}, with rate 1 for the whole step.",
    "momentum": "The velocity is kept from step to step.",
    "averaged-momentum": "The average is kept from step to step.",
    "nesterov": "Here y is called x.",
    "sgd": "g is the gradient of the mean over a batch.",
    "adagrad": "eps keeps the denominator from being 0.",
    "rmsprop": "eps keeps the denominator from being 0.",
    "adam": "eps keeps the denominator from being 0.",
    "adamw": "The decay stands beside Adam's step, not inside it.",
    "weight-decay": "With the penalty inside the gradient.",
    "natural": "The gradient (g_1, g_2) by μ and σ is multiplied by the inverse of F.",
    "clipping": "Coordinate by coordinate g becomes {step}, where n is the length of the gradient.",
}
REMARKS: dict[str, tuple[str, ...]] = {
    "newton": (
        "Where h < 0 the slope of the model is 0 at its highest point: Newton's method then goes "
        "uphill, and to saddles as well.",
    ),
    "adam": (
        "v averages squared first derivatives. It is no second derivative: on x² at x = 10 the "
        "square of the gradient is 400, while the second derivative is 2. Adam is a first-order "
        "method.",
        "Nor is it a step with the inverse of the Hessian's diagonal: on x² that step leads from x "
        "to 0, while Adam's first step has the length of the rate, whatever x is.",
    ),
    "rmsprop": (
        "s averages squared first derivatives; it is no second derivative: on x² at x = 10 the "
        "square of the gradient is 400, while the second derivative is 2.",
    ),
    "sgd": ("A single batch is off by chance; larger batches are off by less.",),
}
SCHEDULES: dict[str, dict[str, str]] = {
    "constant": {"told": "The rate stays what it is."},
    "step": {
        "told": "The rate is multiplied by the factor once in so many steps: floor counts how "
        "often.",
        "start": "At t = 0 nothing is taken off.",
        "slope": "Between two cuts it does not change.",
    },
    "exponential": {
        "told": "The rate falls by the same share in every step.",
        "start": "At t = 0 nothing is taken off.",
        "slope": "The derivative is −k times the rate itself: a loss in proportion to what is "
        "left.",
    },
    "cosine": {
        "told": "Half a wave of the cosine leads from the rate at the start to the lowest one.",
        "start": "At t = 0 the cosine is 1.",
        "end": "At t = T it is −1.",
        "slope": "The sine is 0 at t = 0 and at t = T, so it starts and ends without a jolt.",
    },
    "warm-up": {
        "told": "The rate rises in a straight line, and stays.",
        "start": "At t = 0 the rate is 0.",
        "end": "At the end of the warm-up it is the whole rate.",
    },
    "linear": {
        "told": "The rate falls in a straight line to the lowest one.",
        "start": "At t = 0 nothing is taken off.",
        "end": "At t = T the lowest rate is left.",
    },
    "polynomial": {
        "told": "A power of the share of the steps that are left.",
        "start": "At t = 0 all steps are left.",
        "slope": "With a power above 1 the rate falls fast at first, and ever more slowly.",
    },
    "inverse": {
        "told": "The rate is divided by a number that grows with the steps.",
        "start": "At t = 0 it is divided by 1.",
        "slope": "It falls ever more slowly, by k times the square of the rate over the first one.",
    },
}
FAILS: dict[str, str] = {
    "unknown": "there is no optimiser or schedule called {name}",
    "letters": "{name} has the letters {letters}, and the point gives {given}",
    "values": "a list in the point is for one letter, not for {count}",
    "no-origin": "{name} is run by SciPy and has no update of a line to derive",
}
HINTS: dict[str, str] = {"names": "there are {names}", "meant": "did you mean {name}?"}
