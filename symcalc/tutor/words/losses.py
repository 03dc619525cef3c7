"""What a learner reads about losses of numbers."""

from __future__ import annotations

from symcalc.tutor.words import Words

HINT = "What is the loss of one pair?"
WORDS: dict[str, Words] = {
    "mse": Words("", "The mean of the squared differences.", r"\frac1n\sum_i (p_i - y_i)^2", HINT),
    "mae": Words("", "The mean of the absolute differences.", r"\frac1n\sum_i |p_i - y_i|", HINT),
    "sse": Words("", "The squared differences, added.", r"\sum_i (p_i - y_i)^2", HINT),
    "rmse": Words(
        "",
        "The square root of the mean of the squared differences.",
        r"\sqrt{\frac1n\sum_i (p_i - y_i)^2}",
        HINT,
    ),
    "bce": Words(
        "",
        "For each pair −ln of the probability that was given to what happened, and the mean of "
        "these.",
        r"-\frac1n\sum_i \left(y_i \ln p_i + (1 - y_i) \ln(1 - p_i)\right)",
        HINT,
    ),
    "cross-entropy": Words(
        "",
        "−ln of the probability of each class, weighted with its target; a target of 0 adds "
        "nothing.",
        r"-\sum_k y_k \ln p_k",
        "Which class is the true one?",
    ),
    "hinge": Words(
        "", "For each pair max(0, 1 − y p), and the mean of these.", r"\max(0, 1 - y p)", HINT
    ),
    "log-cosh": Words("", "ln(cosh(r)) of the error r = p − y.", r"\ln\cosh(r)", HINT),
    "huber": Words(
        "",
        "r²/2 where |r| is at most δ, and δ(|r| − δ/2) where it is more; the numbers say which.",
        r"\begin{cases} r^2/2 & |r| \le \delta \\ \delta(|r| - \delta/2) & |r| > \delta"
        r"\end{cases}",
        "Is |r| more than δ?",
    ),
    "quantile": Words(
        "",
        "τ times the error where the target is above the prediction, and 1 − τ times where it is "
        "below.",
        r"\max(\tau (y - p), (\tau - 1)(y - p))",
        "Is the target above the prediction?",
    ),
    "focal": Words(
        "",
        "−ln p, weighted with (1 − p)^γ, which makes little of what is classified well.",
        r"-(1 - p)^\gamma \ln p",
        "What is the weight (1 − p)^γ?",
    ),
    "logits": Words(
        "",
        "−ln of the softmax at the target: the logarithm of the sum of e^z, less the logit of "
        "the target.",
        r"-\ln\frac{e^{z_k}}{\sum_j e^{z_j}} = \ln\sum_j e^{z_j} - z_k",
        "What is −ln of the softmax, written with the logits?",
    ),
}
TITLE = {
    "mse": "Mean squared error",
    "mae": "Mean absolute error",
    "sse": "Sum of squared errors",
    "rmse": "Root of the mean squared error",
    "bce": "Binary cross-entropy",
    "cross-entropy": "Cross-entropy",
    "hinge": "Hinge loss",
    "log-cosh": "Log-cosh loss",
    "huber": "Huber loss",
    "quantile": "Quantile loss",
    "focal": "Focal loss",
    "logits": "Cross-entropy of logits",
}
FAILS = {
    "lengths": "there are {mine} predictions and {other} targets",
    "which": "it is not clear which list holds the targets: neither is of zeros and ones",
    "class": "{k} is not a class from 0 to {last}",
    "number": "{entry} is not a number",
    "parameter": "the {loss} has no parameter {parameter}",
    "missing": "it is not said what {parameter} of the {loss} is",
}
HINTS = {
    "which": "write: cross-entropy of p relative to q",
    "class": "classes count from 0",
    "number": "write a list of numbers: (0.9, 0.1)",
    "parameter": "write: Huber loss with delta 1 at r = 3",
}
REMARKS = {"class": "classes count from 0, as in PyTorch: the target is class {k}"}
