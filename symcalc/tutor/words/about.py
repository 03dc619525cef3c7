"""What a learner reads about which letter of a formula is drawn."""

from __future__ import annotations

FAILS = {
    "variables": "{f} has several variables: {letters}",
    "formula": "the mean of a vector or a relation cannot be asked",
    "range": "the law takes more values than are listed",
    "density": "{part} could be a density or a product with {letter}",
    "about": "the law is that of {x}, and {f} is about something else",
    "others": "{f} is about {y} too, and nothing is said of its law",
    "both": "{f} has a small and a capital {x}, and one of them is drawn",
    "taken": "{x} is drawn, and it is a parameter of {law} too",
}
HINTS = {
    "variables": "one of them is drawn; give numbers for the others or use x",
    "formula": "ask for one number, such as x^2",
    "density": "write the formula out; for the mean of −log p ask the entropy of the law",
    "about": "write {x} for what is drawn",
    "others": "name a constant by a small letter such as a or c",
    "both": "write the same letter for what is drawn",
    "taken": "take another letter for the parameter",
}
REMARKS = {
    "density": "{part} is the {kind} of the law at {x}.",
    "constant": "Taken to be constant: {letters}.",
}
