"""What a learner reads about the gradient of an expectation."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "gradient-there": Words("Put the values in", "Here {place}.", "", "Put the values in."),
    "exact-mean": Words(
        "The expectation itself",
        "E[{f}] under {law}, worked out first, to compare with.",
        "",
        "What is the expectation as a formula in {theta}?",
    ),
    "its-derivative": Words("Its derivative", "By {theta}."),
    "score": Words(
        "Score",
        "The derivative of log P(x) by {theta}, where P is the density or the probability.",
        r"\frac{\partial}{\partial\theta} \log p_\theta(x)",
        "How does log P(x) change with {theta}?",
    ),
    "score-function": Words(
        "Score-function estimator",
        "The law depends on {theta}, and {f} does not. Of its density P, ∂P = P·∂log P under the "
        "integral, so ∂E[{f}] = ∫ {f}·∂P dx = E[{f}·score]: a mean under the same law. "
        "It is also called REINFORCE, and needs no derivative of {f}.",
        r"\nabla_\theta \mathbb{E}[f(X)] = \mathbb{E}[f(X)\,\nabla_\theta \log p_\theta(X)]",
        "How can ∂P be written as P times something?",
    ),
    "score-listed": Words(
        "Score-function estimator",
        "The probabilities P depend on {theta}, and {f} does not. As ∂P = P·∂log P, "
        "∂E[{f}] = ∑ {f}·∂P = E[{f}·score]. It is also called REINFORCE, and needs no derivative "
        "of {f}.",
        r"\nabla_\theta \mathbb{E}[f(X)] = \mathbb{E}[f(X)\,\nabla_\theta \log p_\theta(X)]",
        "How can ∂P be written as P times something?",
    ),
    "reparameterised": Words(
        "Reparameterised estimator",
        "Let x = {change}, where {z} has the law {base}, which does not depend on {theta}. The "
        "derivative goes under the mean: ∂E[{f}] = E[f′(x)·∂x/∂{theta}]. In terms of {z} that is",
        r"\nabla_\theta \mathbb{E}[f(X)]"
        r" = \mathbb{E}_\varepsilon[f'(x)\,\nabla_\theta x(\theta, \varepsilon)]",
        "Can x be written with {theta} and a law that does not depend on it?",
    ),
    "not-reparameterised": Words("No reparameterisation", "{why}"),
    "no-score": Words(
        "No score-function estimator",
        "The support of {law} moves with {theta}: at its ends P jumps, and ∫ f·∂P dx leaves that "
        "out. The mean of f times the score is not the derivative.",
    ),
    "spread": Words(
        "Their spread",
        "Both have the mean {value}{at}. One value of each is drawn {count} times with seed "
        "{seed}; the smaller the standard deviation, the fewer values are needed. {verdict}",
        "",
        "Which of the two estimators varies less?",
    ),
    "spread-alone": Words(
        "Its spread",
        "The estimator has the mean {value}{at}. One value is drawn {count} times with seed "
        "{seed}; the smaller the standard deviation, the fewer values are needed.",
    ),
}
WHY_NOT = {
    "discrete": "The values of {law} are separate points. As {theta} changes a value stays or "
    "jumps, so its derivative by {theta} is 0 wherever it exists, and the derivative under the "
    "mean would give 0.",
    "unknown": "No change of variable to a law without {theta} is known here for {law}.",
}
VERDICT = (
    "Here the {better} estimator has the smaller variance, by a factor of {factor}: it needs that "
    "many times fewer values for the same error."
)
NAMES = {"score": "score-function", "path": "reparameterised"}
FAILS = {
    "letter": "{law} has no parameter that is a letter",
    "which": "{law} has several parameters: {letters}",
    "absent": "{wrt} is no parameter of {law}",
    "place": "the values {place} make no law",
    "held": "{f} holds {theta} itself, and only the law may depend on it here",
    "bound": "the probabilities sum to {total}, which has to be 1, so {theta} cannot move alone",
}
HINTS = {
    "letter": "write normal(mu, sigma), and say by which letter",
    "which": 'say by which: wrt="{first}"',
    "absent": "its parameters are {letters}",
    "held": "write another letter for it in the formula, and add the mean of its own derivative",
    "bound": "write the last probability as 1 less the others: categorical(a, b, 1 - a - b)",
}
