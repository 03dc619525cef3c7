"""What a learner reads about the likelihood of draws under a law."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "of-one-draw": Words(
        "One draw",
        "What one draw {x} of {law} contributes to the {what}.",
        "",
        "What is the density of {law}, and its logarithm?",
    ),
    "of-all-added": Words(
        "All draws",
        "The draws are independent, so the logarithms of their densities are added up.",
        r"\ln L = \sum_i \ln f(x_i)",
        "What happens to the logarithms of independent draws?",
    ),
    "of-all-negated": Words(
        "All draws",
        "The draws are independent, so the logarithms of their densities are added up, and the "
        "sign is changed.",
        r"-\ln L = -\sum_i \ln f(x_i)",
        "What happens to the logarithms of independent draws?",
    ),
    "of-all-multiplied": Words(
        "All draws",
        "The draws are independent, so their densities are multiplied.",
        r"L = \prod_i f(x_i)",
        "What happens to the densities of independent draws?",
    ),
}
NAMES = {
    "log-density": "log-density",
    "log-likelihood": "log-likelihood",
    "negative log-likelihood": "negative log-likelihood",
    "likelihood": "likelihood",
}
FAILS = {"moving": "the values of {law} depend on a letter, so its likelihood is not one formula"}
HINTS = {"moving": "give a number for it, or ask for the maximum likelihood estimate"}
