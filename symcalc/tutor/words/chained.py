"""What a learner reads where probabilities follow from others."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "both": Words(
        "Both together",
        "{told}",
        r"P(A \cap B) = P(A \mid B)\,P(B)",
        "How likely is it that both happen?",
    ),
    "rest": Words(
        "Complement",
        "{told}",
        r"P(\bar A) = 1 - P(A)",
        "What is left of 1?",
    ),
    "union": Words(
        "Inclusion and exclusion",
        "{told}",
        r"P(A \cup B) = P(A) + P(B) - P(A \cap B)",
        "What is counted twice in P(A) + P(B)?",
    ),
    "left": Words(
        "What is left of the union",
        "{told}",
        r"P(\bar A \cap B) = P(A \cup B) - P(A)",
        "Which part of the union is outside?",
    ),
    "total": Words(
        "Total probability",
        "{told}",
        r"P(A) = P(A \cap B) + P(A \cap \bar B)",
        "In which two ways can it happen?",
    ),
    "quotient": Words(
        "Conditional probability",
        "{told}",
        r"P(A \mid B) = \frac{P(A \cap B)}{P(B)}",
        "Which part of the condition is the event?",
    ),
    "given": Words("Given", "{told}", "", "Is it given?"),
}
INDEPENDENT = "{a} and {b} are independent, so "
ONLY = "{a} and {b} are taken as the only two cases: {b} is not {a}."
CHECKED = "Checked with the four cases that the givens leave; the largest difference is {error}."
FAILS = {
    "given": "{part} is not understood",
    "open": "{target} does not follow from what is given",
    "several": "the givens are about {names}; two events are worked out",
    "range": "{fact} = {value} is no probability",
    "more": "{part} = {less} cannot be: it is part of {whole} = {value}",
    "clash": "the givens contradict each other: {fact} would be {one} and {other}",
    "zero": "{fact} = 0, so nothing is known under this condition",
}
HINTS = {
    "given": "write: P(A | B) if P(B | A) = 0.8, P(A) = 0.3 and P(B) = 0.5",
    "open": "say P(A and B), or P(B | A) with P(A), and P(B)",
    "clash": "check the numbers",
}
