"""What a learner reads about surprise, impurity, odds and the gain of a split."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "self-information": Words(
        "Self-information",
        "−{log} of the probability: the rarer an outcome, the more it tells.",
        r"I = -\log p",
        "What is the logarithm of the probability?",
    ),
    "perplexity-of-loss": Words(
        "Perplexity",
        "{base} to the power of the cross-entropy, since that is in {nats}.",
        r"\text{perplexity} = b^{H}",
        "Which power undoes the logarithm of the cross-entropy?",
    ),
    "gini": Words(
        "Gini impurity",
        "1 less the squares of the probabilities: how likely two draws differ.",
        r"1 - \sum_i p_i^2",
        "How likely do two draws agree?",
    ),
    "information-gain": Words(
        "Information gain",
        "The entropy of the {n} examples before the split, less that of the parts, each weighted "
        "with its share of the examples.",
        r"H(\text{parent}) - \sum_j \frac{n_j}{n} H(\text{child}_j)",
        "What is the entropy of each part, and how many examples are in it?",
    ),
    "log-odds": Words(
        "Log-odds",
        "ln of the probability over what is left to 1; the sigmoid undoes it.",
        r"\ln\frac{p}{1 - p}",
        "What are the odds?",
    ),
    "odds": Words(
        "Odds", "The probability over what is left to 1.", r"\frac{p}{1 - p}", "What is 1 − p?"
    ),
    "sigmoid": Words(
        "Sigmoid",
        "1 over 1 + e^(−x): it turns a number into one between 0 and 1.",
        r"\sigma(x) = \frac{1}{1 + e^{-x}}",
        "What is e^(−x)?",
    ),
}
FAILS = {
    "probability": "{p} is no probability above 0 and at most 1",
    "inside": "{p} is not between 0 and 1",
    "split": "the parts have {parts} of class {k}, and there are {total}",
    "counts": "{given} are no counts of examples",
    "negative": "a cross-entropy is not negative",
}
HINTS = {
    "probability": "write a number such as 1/32 or 0.25",
    "split": "write the examples of each class: information gain of splitting (9, 5) into (6, 2) "
    "and (3, 3) in bits",
    "negative": "write: perplexity for a cross-entropy of 2.5 nats",
}
