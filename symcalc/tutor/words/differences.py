"""What a learner reads about a difference quotient with one h."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "forward": Words(
        "Forward difference",
        "The slope between x and x + h.",
        r"f'(x) \approx \frac{f(x + h) - f(x)}{h}",
        "At which two places is f needed?",
    ),
    "backward": Words(
        "Backward difference",
        "The slope between x − h and x.",
        r"f'(x) \approx \frac{f(x) - f(x - h)}{h}",
        "At which two places is f needed?",
    ),
    "central": Words(
        "Central difference",
        "The slope between x − h and x + h, which are 2h apart.",
        r"f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}",
        "At which two places is f needed, and how far apart are they?",
    ),
    "second": Words(
        "Second difference",
        "The difference of two neighbouring slopes, over h.",
        r"f''(x) \approx \frac{f(x + h) - 2 f(x) + f(x - h)}{h^2}",
        "At which three places is f needed?",
    ),
    "five-point": Words(
        "Five-point formula",
        "Two central differences, of h and of 2h, so combined that their errors cancel.",
        r"f'(x) \approx \frac{-f(x + 2h) + 8 f(x + h) - 8 f(x - h) + f(x - 2h)}{12 h}",
        "At which four places is f needed?",
    ),
    "error": Words("Error", "The {order} there is {exact}; the quotient is off by {error}."),
    "no-derivative": Words(
        "No derivative", "There is no derivative at this point that it could be compared with."
    ),
}
CHECK = "Checked against values by mpmath at {digits} digits: relative difference {error}."
FAILS = {
    "letters": "a difference quotient is worked out for one variable",
    "h": "{h} is not a step: a positive number is needed",
    "point": "it is not clear where: {point}",
}
HINTS = {
    "letters": "put numbers in for the other letters",
    "h": "write: with h = 0.1",
    "point": "write: at x = 2",
}
