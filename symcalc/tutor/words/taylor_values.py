"""What a learner reads about the value of a Taylor polynomial."""

from __future__ import annotations

BESIDE = "The formula itself has this value there. The two differ by {error}."
CHECK = "Checked against derivatives found numerically: relative difference {error}."
FAILS = {
    "letters": "the value of a Taylor polynomial is worked out for one variable",
    "degree": "{degree} is not a degree from 0 to 40",
    "point": "it is not clear where the value is wanted: {said}",
}
HINTS = {
    "letters": "put numbers in for the other letters",
    "degree": "write a degree such as 3",
    "point": "write: at x = 0.1",
}
