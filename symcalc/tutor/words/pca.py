"""What a learner reads about principal components."""

from __future__ import annotations

from symcalc.tutor.words import Words

FAILS = {
    "samples": "principal components need two samples at least, and there is one row",
    "wide": "{count} features are too many: the covariance has {entries} entries",
    "components": "{count} is not a number of components from 1 to {most}",
}
HINTS = {
    "samples": "each row is a sample, each column a feature",
    "components": "leave it out to keep 95 % of the variance",
}
WORDS: dict[str, Words] = {
    "mean": Words(
        "Mean",
        "Each row of X is a sample, each column a feature. The mean of each column, over n = {n} "
        "samples:",
        r"\mu = \frac{1}{n} \sum_i x_i",
        "What is the mean of each column?",
    ),
    "centred": Words(
        "Centre",
        "The mean is taken from every row.",
        r"X_c = X - 1\,\mu^{\top}",
        "What has to be taken from each column, so that its mean is 0?",
    ),
    "covariance": Words(
        "Covariance",
        "C = X_cᵀ X_c/(n − 1) has the variances of the features on its diagonal. They add up to "
        "{total}.",
        r"C = \frac{1}{n - 1} X_c^{\top} X_c",
        "Multiply the transpose of X_c by X_c. What is it divided by?",
    ),
    "eigenvalues-of-covariance": Words(
        "Eigenvalues of C",
        "The variance of X_c v along a unit vector v is vᵀ C v. It is largest along an "
        "eigenvector, where it is the eigenvalue: det(λI − C) = 0 at {roots}.",
        r"\det(\lambda I - C) = 0",
        "For which λ is det(λI − C) zero?",
    ),
    "computed-components": Words(
        "Eigenvalues of C, computed",
        "The variance of X_c v along a unit vector v is vᵀ C v. It is largest along an "
        "eigenvector, where it is the eigenvalue. NumPy finds them.",
        r"C v = \lambda v",
        "Along which directions is vᵀ C v largest?",
    ),
    "principal-direction": Words(
        "Component {k}",
        "(C − λI)·v = 0 for λ = {value} is solved by v = {vector}, brought to length 1. It "
        "explains {value} of {total}, a share of {share}.",
        r"C v = \lambda v",
        "Solve (C − λI)·v = 0 for λ = {value}.",
    ),
    "variance-explained": Words(
        "Variance explained",
        "Each eigenvalue over the sum of all, {total}.",
        r"\frac{\lambda_k}{\sum_i \lambda_i}",
        "Which share of the sum of the eigenvalues does each have?",
    ),
    "scores": Words(
        "Scores",
        "The coordinates of the samples along the {directions}: Z = X_c V. {why}",
        r"Z = X_c V",
        "What are the coordinates of a centred sample along the components?",
    ),
    "reconstruction": Words(
        "Reconstruction",
        "From the scores, μ + V zᵀ is the nearest point to each sample on the {space}. The squared "
        "distances add up to (n − 1) times the eigenvalues left out, {left}.",
        r"R = 1\,\mu^{\top} + Z V^{\top}",
        "How does a sample come back from its scores?",
    ),
}
KEPT = {
    "asked": "That is as many as were asked for.",
    "all": "All are needed to explain at least 95 % of the variance.",
    "one": "It alone explains at least 95 % of the variance, so no other is kept.",
    "more": "They are the fewest that explain at least 95 % of the variance; "
    "the others are left out.",
}
SLANTS = {
    "same": "Its direction is that of component 1 all the same.",
    "other": "Its direction is {apart}° from component 1, and {mean}° from the mean.",
}
DIRECTIONS = {"one": "first component", "more": "first {k} components"}
SPACES = {"1": "line", "2": "plane", "more": "space of {k} dimensions"}
HEADS = {
    "k": "k",
    "variance": "variance λ_k",
    "share": "share",
    "sum": "first k together",
    "direction": "direction v_k",
}
ENDING = {
    "one": "One component explains {share} of the variance, {total}.",
    "more": "{k} components explain {share} of the variance, {total}.",
}
CONSTANT = "Every sample is the same: the variance is 0, and there is nothing to explain."
REMARKS = {
    "energy": "Without the centring, the squares of the singular values of X measure energy, not "
    "variance: the first of them has {energy} of it. {slant}",
    "centred": "The mean is zero, so the eigenvalues are the squares of the singular values of X "
    "over n − 1: energy and variance are the same here.",
    "sign": "A direction v and −v are the same component.",
    "repeated": "Two eigenvalues are equal: their directions may be turned in their plane.",
}
CHECKED = (
    "Checked: the variances of the scores are the eigenvalues, the scores are uncorrelated, and "
    "the singular values of X_c give the same: largest relative difference {error}."
)
