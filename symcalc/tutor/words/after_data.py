"""What a learner reads about means and modes of posteriors, moments asked alone."""

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
    "posterior-variance": Words(
        "Its variance",
        "The variance of {named} is {formula}.",
        "",
        "What is the variance of {named}?",
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
VARIANCES = {
    "beta": ("a b/((a + b)^2 (a + b + 1))", "beta(a, b)"),
    "gamma": ("a/b^2", "gamma(a, b)"),
    "normal": ("sigma^2", "normal(mu, sigma)"),
}
LABELS = {
    "posterior-mean": "posterior mean",
    "posterior-variance": "posterior variance",
    "map-estimate": "MAP estimate",
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
    "no-moments": "the mean and the variance of {law} were not found",
    "no-mean": "{law} has no finite mean, and so no variance",
}
HINTS = {
    "letters": "give the data, and numbers in the prior",
}
CHECKED = {
    "mode": "Checked: at 400 other values the posterior density is nowhere greater.",
}
