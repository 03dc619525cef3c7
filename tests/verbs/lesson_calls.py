"""Calls of the verbs that are lessons, by the question text that is expected."""

from __future__ import annotations

from typing import Any

Given = tuple[str, tuple[Any, ...], dict[str, Any]]


def asked(verb: str, *given: Any, **named: Any) -> Given:
    return verb, given, named


VECTORS: dict[str, Given] = {
    "value of x² + 1 at x = 3": asked("evaluate", "x^2 + 1", at={"x": 3}),
    "value of A x at A = [[1, 2], [3, 4]], x = (1, 1)": asked(
        "evaluate", "A x", at={"A": [[1, 2], [3, 4]], "x": [1, 1]}
    ),
    "dot product of (1,2,3) and (4,5,6)": asked("dot", "(1,2,3)", "(4,5,6)"),
    "norm of (3,4)": asked("norm", "(3,4)"),
    "unit vector along (3,4)": asked("unit", "(3,4)"),
    "angle between (1,0) and (1,1)": asked("angle", "(1,0)", "(1,1)"),
    "angle between (1,0) and (1,1) in degrees": asked("angle", "(1,0)", "(1,1)", unit="degrees"),
    "projection of (2,3) onto (1,1)": asked("project", "(2,3)", "(1,1)"),
}
MATRICES: dict[str, Given] = {
    "eigenvalues of [[2,1],[1,2]]": asked("eigenvalues", "[[2,1],[1,2]]"),
    "definiteness of [[2,1],[1,2]]": asked("definiteness", "[[2,1],[1,2]]"),
    "condition number of [[4,0],[0,1]]": asked("condition", "[[4,0],[0,1]]"),
    "low-rank approximation of [[3,0],[4,5]] with rank 1": asked("low_rank", "[[3,0],[4,5]]"),
    "principal components of [[1,2],[3,4],[5,7]]": asked("pca", "[[1,2],[3,4],[5,7]]"),
    "low-rank adaptation of a 768 by 768 matrix with rank 4": asked(
        "low_rank_adaptation", 768, rank=4
    ),
    "spectral radius and largest singular value of weights with variance 2/n for n = 20"
    " with seed 1": asked("random_spectrum", "he", n=20, seed=1),
}
DESCENT: dict[str, Given] = {
    "descent on x² + 3y² from x = 4, y = 2 with rate 0.1 for 5 steps": asked(
        "descend", "x^2 + 3y^2", {"x": 4, "y": 2}, rate=0.1, steps=5
    ),
    "descent on x² from x = 1 by adam for 3 steps": asked(
        "descend", "x^2", {"x": 1}, "adam", steps=3
    ),
    "convergence of descent on x^2 + 10y^2 at rate 0.1": asked(
        "convergence", "x^2 + 10y^2", rate=0.1
    ),
    "origin of adam": asked("optimiser", "adam"),
    "comparison of gradient, adam on x² + 3y² from x = 4, y = 2 for 5 steps": asked(
        "compare", "x^2 + 3y^2", {"x": 4, "y": 2}, methods=["gradient", "adam"], steps=5
    ),
    "landscape of x² + y² at x = 1, y = 1": asked("landscape", "x^2 + y^2", at={"x": 1, "y": 1}),
    "kkt conditions of x² + y² subject to x + y ≥ 1": asked(
        "kkt", "x^2 + y^2", subject_to="x + y >= 1"
    ),
    "support vector machine on [[1, 1], [3, 3]] with labels [-1, 1]": asked(
        "svm", [[1, 1], [3, 3]], [-1, 1]
    ),
    "minimiser of (w − 3)² with l2 penalty of weight 2 in w": asked(
        "penalised", "(w-3)^2", weight=2
    ),
    "convexity of x² + y² ≤ 1": asked("convexity", "x^2 + y^2 <= 1"),
}
LAWS: dict[str, Given] = {
    "distribution normal(μ, σ)": asked("distribution", "normal(mu, sigma)"),
    "comparison of the laws normal(0, 1); beta(2, 2)": asked("laws", "normal(0, 1); beta(2, 2)"),
    "likelihood of bernoulli(p) for the data [1, 0, 1]": asked(
        "likelihood", "bernoulli(p)", data=[1, 0, 1]
    ),
    "loss from the likelihood of normal(m, s) at y": asked("loss_from_likelihood", "normal(m, s)"),
    "posterior of bernoulli(p) under the prior beta(2, 2) for the data [1, 0, 1]": asked(
        "posterior", "bernoulli(p)", "beta(2,2)", data=[1, 0, 1]
    ),
}
ROWS: dict[str, Given] = {
    "determinant of [[1,2],[3,4]]": asked("determinant", "[[1,2],[3,4]]"),
    "inverse matrix of [[2,1],[1,1]]": asked("inverse_matrix", "[[2,1],[1,1]]"),
    "inverse matrix of [[1,2],[2,4]]": asked("inverse_matrix", "[[1,2],[2,4]]"),
    "rank of [[1,2],[2,4]]": asked("rank", "[[1,2],[2,4]]"),
    "null space of [[1,2],[2,4]]": asked("null_space", "[[1,2],[2,4]]"),
    "reduced row echelon form of [[1,2],[3,4]]": asked("row_reduce", "[[1,2],[3,4]]"),
    "solution of [[2, 1], [1, 3]] x = (3, 5)": asked("solve", [[2, 1], [1, 3]], [3, 5]),
    "solution of [[2, 1], [1, 3]] [u, v] = (3, 5)": asked(
        "solve", [[2, 1], [1, 3]], [3, 5], wrt="u, v"
    ),
    "solve 2x + y = 5, x - y = 1": asked("solve", "2x + y = 5, x - y = 1"),
    "least squares solution of [[1, 0], [1, 1], [1, 2]] w = (6, 0, 0)": asked(
        "least_squares", [[1, 0], [1, 1], [1, 2]], [6, 0, 0]
    ),
    "least squares polynomial of degree 2 through (0,1), (1,0), (2,1), (3,5)": asked(
        "least_squares", "(0,1), (1,0), (2,1), (3,5)", degree=2
    ),
    "covariance matrix of [[1,2],[3,4],[5,7]]": asked("covariance_matrix", "[[1,2],[3,4],[5,7]]"),
    "Gram-Schmidt of (1,1,0), (1,0,1)": asked("gram_schmidt", "(1,1,0), (1,0,1)"),
    "QR decomposition of [[3,1],[4,0]]": asked("qr", "[[3,1],[4,0]]"),
    "projection of (1, 2, 3) onto [[1, 1, 0], [0, 1, 1]]": asked(
        "project", [1, 2, 3], [[1, 1, 0], [0, 1, 1]]
    ),
}
EVENTS: dict[str, Given] = {
    "probability of X > 130 under normal(100, 15)": asked(
        "probability", "X > 130", "normal(100, 15)"
    ),
    "probability of X ≥ 3 under binomial(10, 0.3)": asked(
        "probability", "at least 3", "binomial(10, 0.3)"
    ),
    "probability of X > 5 | X > 3 under exponential(2)": asked(
        "probability", "X > 5 | X > 3", "exponential(2)"
    ),
    "quantile of normal(0, 1) at 39/40": asked("quantile", "normal(0, 1)", 0.975),
    "quantile of exponential(λ) at 1/2": asked("quantile", "exponential(lambda)"),
    "Bayes' rule for the prior (0.01, 0.99) and the likelihoods (0.99, 0.05) with 2 observations": (
        asked("bayes", 0.01, sensitivity=0.99, false_positive=0.05, times=2)
    ),
    "Bayes' rule for the prior (0.5, 0.3, 0.2) and the likelihoods (0.9, 0.5, 0.1)": asked(
        "bayes", (0.5, 0.3, 0.2), (0.9, 0.5, 0.1)
    ),
    "mutual information of the joint table ((0.4, 0.1), (0.2, 0.3)) in bits": asked(
        "joint", ((0.4, 0.1), (0.2, 0.3)), "mutual information", base=2
    ),
    "covariance of the joint table [[4, 1], [2, 3]] with values x = [1, 2] and y = [0, 10]": asked(
        "joint", "[[4, 1], [2, 3]]", "covariance", x=(1, 2), y=(0, 10)
    ),
    "independence of X and Y in the joint table ((0.4, 0.1), (0.2, 0.3))": asked(
        "independence", ((0.4, 0.1), (0.2, 0.3))
    ),
    "perplexity of (0.5, 0.25, 0.25)": asked("perplexity", (0.5, 0.25, 0.25)),
    "perplexity of tokens (0.2, 0.1)": asked("perplexity", (0.2, 0.1), tokens=True),
    "Jensen–Shannon divergence of (0.5, 0.5) and (0.9, 0.1) in bits": asked(
        "jensen_shannon", (0.5, 0.5), (0.9, 0.1), base=2
    ),
    "label smoothing of (0, 1, 0) with ε = 0.1": asked("smooth", (0, 1, 0), 0.1),
    "sample size for the error 0.03 with standard deviation 0.5 at level 95%": asked(
        "sample_size", 0.03, 0.5, level="95%"
    ),
}
STATISTICS: dict[str, Given] = {
    "variance of the data (2, 4, 4, 5)": asked("statistic", "variance", [2, 4, 4, 5]),
    "population standard deviation of the data (2, 4, 4.5)": asked(
        "statistic", "population standard deviation", [2, 4, 4.5]
    ),
    "correlation of the data (1, 2, 3) and (2, 4, 7)": asked(
        "statistic", "correlation", (1, 2, 3), (2, 4, 7)
    ),
    "variance of 3X + 2 with Var(X) = 4": asked("combination", "variance", "3X + 2", "Var(X) = 4"),
    "covariance of 2X and X + Y with Var(X) = 4, Cov(X, Y) = 1": asked(
        "combination", "covariance", "2X", "Var(X) = 4, Cov(X, Y) = 1", other="X + Y"
    ),
    "posterior mean of bernoulli(p) under the prior beta(2, 2) for the data [1, 0, 1]": asked(
        "posterior_mean", "bernoulli(p)", "beta(2,2)", data=[1, 0, 1]
    ),
    "MAP estimate of bernoulli(p) under the prior beta(2, 2) for the data [1, 0, 1]": asked(
        "map_estimate", "bernoulli(p)", "beta(2,2)", data=[1, 0, 1]
    ),
    "score of normal(μ, σ)": asked("score", "normal(mu, sigma)"),
    "Fisher information of normal(μ, σ) in sigma": asked(
        "fisher_information", "normal(mu, sigma)", "sigma"
    ),
    "mean and variance of exponential(2)": asked("moments", "exponential(2)"),
    "density of normal(1, 2) at x = 3": asked("density", "normal(1, 2)", 3),
}
LESSONS = VECTORS | ROWS | MATRICES | DESCENT | LAWS | EVENTS | STATISTICS
