"""What a learner reads about numeric differentiation."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "exact": Words(
        "By the rules",
        "This is what the numbers are compared with: at {place} it is {exact}.",
        "",
        "Work the derivative out by the rules first, to have something to compare with.",
    ),
    "forward": Words(
        "Forward difference",
        "The slope of the secant from {x} to {x} + h. {order}",
        r"f'(x) \approx \frac{f(x + h) - f(x)}{h}",
        "Take a point a little to the right. What is the slope of the secant?",
    ),
    "backward": Words(
        "Backward difference",
        "The slope of the secant from {x} − h to {x}. {order}",
        r"f'(x) \approx \frac{f(x) - f(x - h)}{h}",
        "Take a point a little to the left instead.",
    ),
    "central": Words(
        "Central difference",
        "The slope of the secant from {x} − h to {x} + h. {order}",
        r"f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}",
        "Take a point on each side. Which errors cancel?",
    ),
    "v-one-sided": Words(
        "Two errors, forward",
        "Truncation: the secant is not the tangent, which costs about |f″|/2·h = {truncation}; it "
        "falls with h. {rounding} {best}",
        r"E(h) \approx \tfrac{1}{2}\,|f''|\,h + \frac{\delta}{h}",
        "The smallest h is not the best. What else goes wrong?",
    ),
    "v-central": Words(
        "Two errors, central",
        "The terms with h cancel between the two sides; truncation costs about |f‴|/6·h² = "
        "{truncation}. {rounding} {best}",
        r"E(h) \approx \tfrac{1}{6}\,|f'''|\,h^{2} + \frac{\delta}{h}",
        "For which h is the sum of truncation and rounding least?",
    ),
    "cancellation": Words(
        "Catastrophic cancellation",
        "At h = {h} the two values agree in about {same} of their 16 digits. These cancel, and "
        "about {left} digits are left of the difference; division by h = {h} makes the rounding of "
        "the last digit as large as {noise}.",
        "",
        "Write down f at both places with 16 digits. How many of them survive the subtraction?",
    ),
}

ROUNDING = {
    "some": "Rounding: a double has 16 digits, so x + h and f are wrong by about "
    "δ = ε·(|f| + |x f′|) = {noise}, with ε = 2.2e-16; divided by h, that grows as h falls.",
    "again": "Rounding is the same δ/h, δ = {noise}.",
    "none": "Rounding costs next to nothing here: f and x are 0 at the point, and numbers near 0 "
    "have digits to spare.",
}
BEST = {
    "balanced": "Their sum is least near h = {balance}; the rule of thumb is {thumb} = {rule}. "
    "In the table the error is smallest at h = {h}: {error}.",
    "rounding": "So rounding is all there is: the larger h, the better. In the table the error is "
    "smallest at h = {h}: {error}.",
    "truncation": "So the smaller h, the better. In the table the error is smallest at h = {h}: "
    "{error}.",
}
SHAPES = {
    "v": "It falls before, rises after: a V.",
    "unsteady": "It falls before; after, it is larger, but does not rise steadily.",
}
NO_EXACT = "At {place} the derivative does not exist, so there is nothing to compare with."
ORDER = {
    "falls": "Until h = {h} the error falls by a factor of about {factor} a row: the observed "
    "order is {observed}.",
    "unusual": "Until h = {h} the error falls by a factor of about {factor} a row: the observed "
    "order is {observed} here, where this method has {usual} in general.",
    "exact": "The error is 0 at h = {h}.",
    "no-truncation": "No truncation error is seen: what the table shows is rounding.",
    "irregular": "The error is smallest at h = {h}; before that the orders vary.",
    "kink": "",
}
ENDINGS = {
    "constant": "{f} does not depend on {x}: every difference quotient is 0, whatever h is, and so "
    "is the derivative.",
    "best": "The best estimate is {value}, by the {method} difference with h = {h}. Its error is "
    "{error}.",
    "none": "The derivative does not exist at {place}: forward differences tend to {right}, "
    "backward differences to {left}. The central difference lies between them and is no slope of "
    "the curve.",
    "infinite": "The derivative does not exist at {place}: the differences do not settle as h "
    "falls.",
}
FAILS = {
    "no-point": "numeric differentiation needs a point",
    "one-point": "numeric differentiation is shown at one point at a time",
    "order": "numeric differentiation is shown for first derivatives",
    "letters": "{names} has no value at the point",
    "no-value": "{f} has no value at {place}",
    "beyond": "the value of {f} at {place} is beyond the range of doubles, by which this method "
    "computes",
}
