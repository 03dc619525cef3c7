"""What a learner reads about lists of data, sums of random variables and small measures."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "data-mean": Words(
        "Mean{of}",
        "The {n} numbers are added up and divided by {n}.",
        r"\bar{x} = \frac{1}{n} \sum_i x_i",
        "What do the numbers add up to, and how many are there?",
    ),
    "data-median": Words(
        "In order",
        "Sorted, {middle}.",
        "",
        "Sort the numbers. Which stands in the middle?",
    ),
    "deviations": Words(
        "Deviations",
        "The mean is subtracted from each number, and the differences are squared. The squares "
        "add up to:",
        r"\sum_i (x_i - \bar{x})^2",
        "How far is each number from the mean?",
    ),
    "data-variance": Words(
        "Variance{of}",
        "The sum is divided by {divisor}{why}.",
        r"s^2 = \frac{1}{n-1} \sum_i (x_i - \bar{x})^2",
        "By what is the sum of the squares divided?",
    ),
    "data-deviation": Words(
        "Standard deviation{of}",
        "It is the square root of the variance.",
        r"s = \sqrt{s^2}",
        "What has the unit of the numbers themselves?",
    ),
    "cross-deviations": Words(
        "Products of deviations",
        "The deviations of both from their means are multiplied pair by pair. They add up to:",
        r"\sum_i (x_i - \bar{x})(y_i - \bar{y})",
        "Where both deviate to the same side, what is the sign of the product?",
    ),
    "data-covariance": Words(
        "Covariance",
        "The sum is divided by {divisor}{why}.",
        r"s_{xy} = \frac{1}{n-1} \sum_i (x_i - \bar{x})(y_i - \bar{y})",
        "By what is the sum divided?",
    ),
    "data-correlation": Words(
        "Correlation",
        "The sum of the products is divided by the root of both sums of squares. {bound}",
        r"r = \frac{\sum (x_i - \bar{x})(y_i - \bar{y})}"
        r"{\sqrt{\sum (x_i - \bar{x})^2 \sum (y_i - \bar{y})^2}}",
        "By what is the covariance divided so that no unit is left?",
    ),
    "z-scores": Words(
        "z-scores",
        "Each deviation is divided by the standard deviation {s}: the scores have mean 0 and "
        "standard deviation 1.",
        r"z_i = \frac{x_i - \bar{x}}{s}",
        "How many standard deviations is each number from the mean?",
    ),
    "linear-variance": Words(
        "Variance of a linear combination",
        "A constant term moves the values and spreads nothing. A factor comes out squared{cross}.",
        r"\mathrm{Var}(aX + bY + c) = a^2\,\mathrm{Var}(X) + b^2\,\mathrm{Var}(Y)"
        r" + 2ab\,\mathrm{Cov}(X, Y)",
        "What does a constant do to the variance, and what does a factor?",
    ),
    "linear-mean": Words(
        "Mean of a linear combination",
        "The mean of a sum is the sum of the means, whether the variables depend on each other or "
        "not; factors come out.",
        r"\mathbb{E}[aX + bY + c] = a\,\mathbb{E}[X] + b\,\mathbb{E}[Y] + c",
        "What is the mean of a sum?",
    ),
    "linear-covariance": Words(
        "Covariance of linear combinations",
        "Constants drop out, factors come out, and each part of the one is paired with each part "
        "of the other; Cov(X, X) is Var(X).",
        r"\mathrm{Cov}(aX + b, cY + d) = ac\,\mathrm{Cov}(X, Y)",
        "Which pairs of parts are there?",
    ),
    "linear-root": Words(
        "Standard deviation", "The square root of the variance.", "", "Take the root."
    ),
    "perplexity": Words(
        "Perplexity",
        "The exponential of the entropy H(p) = {entropy} nats: among so many equally likely "
        "outcomes one would be as unsure.",
        r"\mathrm{PP}(p) = e^{H(p)} = \prod_i p_i^{-p_i}",
        "What is the entropy, and what undoes the logarithm in it?",
    ),
    "entropy-before": Words(
        "Entropy",
        "−p log p is added up over the outcomes; p = 0 adds nothing.",
        r"H(p) = -\sum_i p_i \log p_i",
        "What is the entropy of these probabilities?",
    ),
    "token-mean": Words(
        "Mean log-probability",
        "The logarithms of the {n} probabilities are averaged, with a minus sign.",
        r"-\frac{1}{n} \sum_i \log p_i",
        "What is the mean of −log p over the tokens?",
    ),
    "token-perplexity": Words(
        "Perplexity",
        "Its exponential: the reciprocal of the geometric mean of the probabilities.",
        r"\mathrm{PP} = \left(\prod_i p_i\right)^{-1/n}",
        "What undoes the logarithm?",
    ),
    "mixture": Words(
        "Mixture",
        "m is the mean of both, outcome by outcome.",
        r"m = \tfrac{1}{2}(p + q)",
        "What lies half-way between p and q?",
    ),
    "half-divergence": Words(
        "Divergence of {name} from the mixture",
        "{name} log({name}/m) is added up.",
        r"\mathrm{KL}(p \| m) = \sum_i p_i \log \frac{p_i}{m_i}",
        "How far is {name} from m?",
    ),
    "jensen-shannon": Words(
        "Jensen–Shannon divergence",
        "The mean of the two divergences. Unlike either it is symmetric, and it is never more than "
        "{most}.",
        r"\mathrm{JS}(p, q) = \tfrac{1}{2}\mathrm{KL}(p \| m) + \tfrac{1}{2}\mathrm{KL}(q \| m)",
        "What is the mean of the two divergences?",
    ),
    "smooth": Words(
        "Label smoothing",
        "Each entry keeps the share 1 − ε = {keep}; the share ε = {epsilon} is spread over all {k} "
        "classes, {each} for each.",
        r"y' = (1 - \varepsilon)\,y + \frac{\varepsilon}{K}",
        "What is taken from the label, and over how many classes is it spread?",
    ),
    "standard-error": Words(
        "Standard error",
        "The mean of n independent values has the standard deviation σ/√n, here {line}.{times}",
        r"\mathrm{SE} = \frac{\sigma}{\sqrt{n}}",
        "How does the standard deviation of a mean fall with n?",
    ),
    "sample-size": Words(
        "Solve for n",
        "It has to be at most {error}, so √n is at least {root}. Squared:",
        r"n \ge \left(\frac{z\,\sigma}{\varepsilon}\right)^2",
        "For which n is it as small as that?",
    ),
    "round-up": Words("Round up", "n is whole, so the next whole number is taken."),
}
BESSEL = (
    ", one less than there are numbers: the mean was estimated from the same data (for a whole "
    "population, divide by {n})"
)
POPULATION = ", the number of values: the data are the whole population"
REMARKS = {
    "sample": "Divided by n = {n} instead of n − 1 = {less}, as for a whole population, it is "
    "{other}.",
    "population": "As an estimate from a sample, divided by n − 1 = {less}, it is {other}.",
    "independent": "No covariance is given, so the variables are taken to be uncorrelated.",
    "tokens": "The numbers are taken as probabilities of tokens, one after the other.",
}
CROSS = ", and each pair adds twice the product of its factors with its covariance"
LEVEL = " For a level of {level} the error is {z} of them."
BOUND = {
    True: "It is {sign}1 only where the points lie on one line, as here.",
    False: "It lies between −1 and 1.",
}
MIDDLE = {
    0: "the two in the middle are {low} and {high}, and the median is half-way between them",
    1: "the one in the middle is the median",
}
CHECKED = {
    "shifted": "Checked by the mean of the squares less the square of the mean; the largest "
    "difference is {error}.",
    "pairs": "Checked from the differences of all pairs; the largest difference is {error}.",
    "mean": "Checked: the deviations from it sum to 0; the largest difference is {error}.",
    "median": "Checked: as many numbers lie below it as above; the largest difference is {error}.",
    "scores": "Checked: the scores sum to 0, and their squares to {divisor}; the largest "
    "difference is {error}.",
    "matrix": "Checked by the product aᵀ Σ b with the covariance matrix Σ; the largest difference "
    "is {error}.",
    "product": "Checked as a product of powers; the largest difference is {error}.",
    "js": "Checked as the entropy of the mixture less the mean of both entropies; the largest "
    "difference is {error}.",
    "smooth": "Checked: the smoothed label sums to the same as the label; the largest difference "
    "is {error}.",
    "size": "Checked: at this n the error is small enough, and with one value less it is not.",
}
FAILS = {
    "what": "{what} of data is not known",
    "few": "one number has no variance",
    "none": "there are no data",
    "pair": "{what} needs two lists, as long as each other",
    "lengths": "the lists have {n} and {m} numbers",
    "constant": "the numbers are all the same, so {what}",
    "large": "there are {count} numbers, and at most {most} are worked out",
    "linear": "{formula} is no linear combination of {letters}",
    "variance": "it is not said what the variance of {x} is",
    "mean": "it is not said what the mean of {x} is",
    "covariance": "it is not said what the covariance of {x} and {y} is",
    "given": "{part} is not understood",
    "negative": "a variance is not negative, and {value} is",
    "impossible": "no two variables have these variances and this covariance: its square is more "
    "than the product of the variances",
    "label": "a label is a list of probabilities",
    "epsilon": "ε lies between 0 and 1, and {value} does not",
    "positive": "{value} is no positive number",
    "level": "the level lies between 0 and 1, and {value} does not",
    "token": "a token that came has a probability above 0 and at most 1, and {value} is not",
    "letters": "letters have no place in {what}",
}
HINTS = {
    "what": "ask for one of: {known}",
    "pair": "write: correlation of (1, 2, 3) and (2, 4, 7)",
    "given": "write: variance of 3X + 2 if Var(X) = 4",
    "level": "write 95% or 0.95",
    "linear": "write: variance of 3X − 2Y + 1",
}
CONSTANT = {
    "correlation": "there is no correlation",
    "z-scores": "there are no z-scores",
}
