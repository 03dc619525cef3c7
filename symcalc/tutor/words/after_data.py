"""What a learner reads about means and modes of posteriors, scores and informations asked alone."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "posterior-law": Words(
        "Posterior",
        "Prior and likelihood multiplied give {law}.",
        r"p(\theta \mid x) \propto p(x \mid \theta)\,p(\theta)",
        "What is the law of {theta} after the data?",
    ),
    "posterior-mean": Words(
        "Its mean", "The mean of {named} is {formula}.", "", "What is the mean of {named}?"
    ),
    "posterior-mode": Words(
        "Its greatest density",
        "{how}",
        r"\frac{\partial}{\partial\theta} \log p(\theta \mid x) = 0",
        "Where is the density of {named} greatest?",
    ),
}
MEANS = {
    "beta": ("a/(a + b)", "beta(a, b)"),
    "gamma": ("a/b", "gamma(a, b)"),
    "normal": ("mu", "normal(mu, sigma)"),
}
MODES = {
    "beta": "Its logarithm has the slope (a − 1)/θ − (b − 1)/(1 − θ), here with a = {a} and "
    "b = {b}. That is 0 at (a − 1)/(a + b − 2).",
    "gamma": "Its logarithm has the slope (a − 1)/θ − b, here with a = {a} and b = {b}. That is 0 "
    "at (a − 1)/b.",
    "normal": "A normal density is greatest at its mean.",
    "rises": "With a = {a} and b = {b} the density grows up to the end at {end}.",
    "falls": "With a = {a} and b = {b} the density falls from the end at {end}.",
}
LETTERS = "for a > 1"
FAILS = {
    "flat": "the posterior is constant, so every value is as likely as any other",
    "ends": "the posterior density grows without bound at both ends, so there is no greatest value",
    "letters": "with letters in the posterior it is not known where it is greatest",
    "several": "{law} has several letters: {letters}",
    "none": "{law} has no letter to differentiate by",
    "no-information": "the Fisher information of {law} was not found",
    "no-moments": "{law} has no mean and variance",
}
HINTS = {
    "several": "say which: Fisher information of {law} in {first}",
    "none": "name one: Fisher information of bernoulli(p)",
    "letters": "give the data, and numbers in the prior",
}
CHECKED = {
    "mode": "Checked: at 400 other values the posterior density is nowhere greater.",
}
