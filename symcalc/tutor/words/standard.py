"""What a learner reads about standardised values, standard errors and means of many draws."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "z-score": Words(
        "z-score",
        "How many standard deviations {x} lies above the mean {m}; below it the score is negative.",
        r"z = \frac{x - \mu}{\sigma}",
        "How far is the value from the mean, counted in standard deviations?",
    ),
    "standard-error": Words(
        "Standard error",
        "The standard deviation of a mean of {n} independent draws is that of one draw, over √{n}.",
        r"\mathrm{SE} = \frac{\sigma}{\sqrt n}",
        "How does the spread of a mean shrink with n?",
    ),
    "error-of-data": Words(
        "Standard error",
        "The sample standard deviation, with n − 1 in its denominator, over √{n}.",
        r"\mathrm{SE} = \frac{s}{\sqrt n}, \quad s^2 = \frac{1}{n-1}\sum_i (x_i - \bar x)^2",
        "What is the sample variance of these numbers?",
    ),
    "variance-of-mean": Words(
        "Variance of a mean",
        "The variances of independent draws add, and 1/{n} in front is squared: the variance of "
        "one draw over {n}.",
        r"\mathrm{Var}(\bar X) = \frac{\sigma^2}{n}",
        "What does the factor 1/n do to a variance?",
    ),
    "interval": Words(
        "Confidence interval",
        "The mean, plus and minus {z} standard errors: so much of a normal law lies within, "
        "{level} of it.",
        r"\bar x \pm z \frac{\sigma}{\sqrt n}",
        "How many standard errors belong to the level?",
    ),
    "central-limit": Words(
        "Central limit theorem",
        "The {what} of {n} independent draws is close to normal, with mean {mean} and standard "
        "deviation {spread}.",
        r"\bar X \approx \mathcal N\!\left(\mu, \frac{\sigma^2}{n}\right)",
        "Which mean and which standard deviation has it?",
    ),
    "approximation": Words(
        "Normal approximation",
        "A binomial law with n = {n} and p = {p} has the mean n p = {mean} and the standard "
        "deviation √(n p (1 − p)) = {spread}; the normal law with these stands in for it.",
        r"\mathcal N(np, np(1-p))",
        "Which mean and which standard deviation has the binomial law?",
    ),
}
REMARKS = {
    "z": "The interval is by the normal law; with few draws and s from the data, Student's t has "
    "wider ones.",
    "limit": "By the central limit theorem, so approximately, unless the draws are normal.",
    "corrected": "With the continuity correction, {event}, it is {value}.",
    "variance": "{v} is the variance; the standard deviation is {s}.",
}
FAILS = {
    "spread": "a standard deviation is above 0, and this one is {s}",
    "count": "{n} is no number of draws",
    "level": "{level} is no level between 0 and 1",
    "few": "one number has no sample standard deviation",
    "event": "{event} is no comparison that is read here",
}
HINTS = {"level": "write 95%", "event": "write P(X <= 45)"}
