"""What a learner reads about weights at the start, and averages that are corrected."""

from __future__ import annotations

from symcalc.tutor.words import Words

NUMBERS = "Put the numbers into the formula."
# Of each figure of each scheme.
SCHEMES: dict[tuple[str, str], tuple[str, str]] = {
    ("xavier", "bound"): (
        "sqrt(6/(n_in + n_out))",
        "uniform on [−a, a] with a = √(6/(n_in + n_out))",
    ),
    ("xavier", "deviation"): ("sqrt(2/(n_in + n_out))", "of variance 2/(n_in + n_out)"),
    ("xavier", "variance"): ("2/(n_in + n_out)", "of variance 2/(n_in + n_out)"),
    ("he", "bound"): ("sqrt(6/n_in)", "uniform on [−a, a] with a = √(6/n_in)"),
    ("he", "deviation"): ("sqrt(2/n_in)", "of variance 2/n_in, as ReLU lets half of it through"),
    ("he", "variance"): ("2/n_in", "of variance 2/n_in, as ReLU lets half of it through"),
    ("lecun", "bound"): ("sqrt(3/n_in)", "uniform on [−a, a] with a = √(3/n_in)"),
    ("lecun", "deviation"): ("sqrt(1/n_in)", "of variance 1/n_in"),
    ("lecun", "variance"): ("1/n_in", "of variance 1/n_in"),
    ("linear", "bound"): (
        "1/sqrt(n_in)",
        "uniform on [−a, a] with a = 1/√n_in, as nn.Linear does it",
    ),
}
SCHEME = Words("Initial weights", "They are {told}. With {given}.", "", NUMBERS)
COUNT = Words(
    "Parameters",
    "A layer from n to m units has n·m weights and m biases. The layers: {lines}.",
    "",
    "How many weights and how many biases does each layer have?",
)
WEIGHTS = Words(
    "Weights",
    "A layer from n to m units has n·m weights. The layers: {lines}.",
    "",
    "How many weights does each layer have?",
)
SLOPE = Words(
    "Largest slope",
    "{name} has the largest slope {value}, at {at}.",
    "",
    "Where is {name} steepest?",
)
LAYERS = Words(
    "Chain rule",
    "Each layer multiplies the gradient by the slope of {name}, {each}. {n} of them give {power}.",
    "",
    "By what does the chain rule multiply at each layer?",
)
AT_MOST, IS = "at most {value}", "here {value}"
CORRECTED = Words(
    "Bias correction",
    "The weights of an average that starts at 0 add up to 1 − β^t after t steps. With {given}.",
    r"\hat m = \frac{m}{1 - \beta^t}",
    "What do the weights of the average add up to after t steps?",
)
EFFECTIVE = Words(
    "Effective rate",
    "With a gradient that stays the same, v = β·v + g goes to g/(1 − β). With {given}.",
    r"\frac{\eta}{1 - \beta}",
    "Where does v = β·v + g go if g stays the same?",
)
AVERAGE: dict[str, Words] = {
    "average-step": Words(
        "Average {t}",
        "v = β·v + (1 − β)·x with x = {x}.",
        r"v_t = \beta\,v_{t-1} + (1 - \beta)\,x_t",
        "What is β times the last average, plus 1 − β times {x}?",
    ),
    "average-corrected": Words(
        "Bias correction",
        "The weights add up to 1 − β^{t}; the average is divided by that.",
        r"\hat v_t = \frac{v_t}{1 - \beta^t}",
        "What do the weights add up to?",
    ),
}
FAILS = {
    "unsaid": "{names} is not said",
    "clause": "{part!r} is not understood here",
    "scheme": "of {scheme} initialisation no {figure} is known",
    "bound": "the slope of {name} has no largest value that is known",
}
HINTS = {
    "fans": "write: Xavier uniform bound for 256 inputs and 128 outputs",
    "corrected": "write: bias correction factor at t = 10 with beta2 = 0.999",
    "average": "write: exponentially weighted average of 10, 12, 14 with beta = 0.9",
}
