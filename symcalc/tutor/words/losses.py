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
    "absolute": Words("", "The absolute differences, added.", r"\sum_i |p_i - y_i|", HINT),
    "bce-logits": Words(
        "",
        "The binary cross-entropy of p = σ(z): ln(1 + e^(−z)) where the target is 1, "
        "ln(1 + e^z) where it is 0, and the mean of these.",
        r"\frac1n\sum_i \left(\ln(1 + e^{z_i}) - y_i z_i\right)",
        "What is −ln σ(z), written with z?",
    ),
    "squared-hinge": Words(
        "", "For each pair max(0, 1 − y p)², and the mean of these.", r"\max(0, 1 - y p)^2", HINT
    ),
    "logistic": Words(
        "", "For each pair ln(1 + e^(−y p)), and the mean of these.", r"\ln(1 + e^{-y p})", HINT
    ),
    "exponential": Words("", "For each pair e^(−y p), and the mean of these.", r"e^{-y p}", HINT),
    "smooth-l1": Words(
        "",
        "r²/(2β) where |r| is less than β, and |r| − β/2 where it is more; the numbers say which.",
        r"\begin{cases} r^2/(2\beta) & |r| \le \beta \\ |r| - \beta/2 & |r| > \beta\end{cases}",
        "Is |r| more than β?",
    ),
    "insensitive": Words(
        "",
        "What |p − y| is more than ε; nothing where it is less.",
        r"\max(0, |p - y| - \varepsilon)",
        "Is |p − y| more than ε?",
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
        "−ln p of the probability p of what happened, weighted with (1 − p)^γ, which makes "
        "little of what is classified well; an α is one more factor, 1 − α for a target of 0.",
        r"-\alpha (1 - p)^\gamma \ln p",
        "What is the weight (1 − p)^γ?",
    ),
    "logits": Words(
        "",
        "−ln of the softmax at the target: the logarithm of the sum of e^z, less the logit of "
        "the target.",
        r"-\ln\frac{e^{z_k}}{\sum_j e^{z_j}} = \ln\sum_j e^{z_j} - z_k",
        "What is −ln of the softmax, written with the logits?",
    ),
    "smoothed": Words(
        "",
        "The target class has 1 − ε + ε/K and every other class ε/K; the loss is the logarithm of "
        "the sum of e^z, less the logits weighted with these.",
        r"\ln\sum_j e^{z_j} - \sum_j q_j z_j",
        "What does label smoothing make of the one-hot target?",
    ),
    "of-class": Words(
        "", "−ln of the probability that the target class is given.", r"-\ln p_k", HINT
    ),
    "multiclass-hinge": Words(
        "",
        "For each other class how far its score plus the margin is above the score of the target "
        "class, 0 where it is below; these are added.",
        r"\sum_{j \ne k} \max(0, s_j - s_k + 1)",
        "Which scores come closer to that of the target class than the margin?",
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
    "absolute": "Absolute error",
    "bce-logits": "Binary cross-entropy with logits",
    "squared-hinge": "Squared hinge loss",
    "logistic": "Logistic loss",
    "exponential": "Exponential loss",
    "smooth-l1": "Smooth L1 loss",
    "insensitive": "ε-insensitive loss",
    "smoothed": "Cross-entropy of logits with label smoothing",
    "of-class": "Cross-entropy of a class",
    "multiclass-hinge": "Multiclass hinge loss",
}
SLOPE = {
    "slope-is": Words(
        "Gradient of the cross-entropy in the logits",
        "The derivative of the loss by each logit is its softmax, less 1 at the target class.",
        r"\frac{\partial L}{\partial z_j} = p_j - y_j",
        "What is the derivative of ln of the sum of e^z?",
    ),
    "softmax-of": Words(
        "Softmax",
        "Each e^z over the sum of all of them.",
        r"p_j = \frac{e^{z_j}}{\sum_i e^{z_i}}",
        "What is the softmax of the logits?",
    ),
    "less": Words(
        "Less the one-hot target",
        "The entries sum to 0: what the target class lacks, the others have too much.",
        r"p - y",
        "What is left when the one-hot target is subtracted?",
    ),
}
CHECKED = (
    "Checked by the derivatives of the loss as a formula in the logits; the largest difference is "
    "{error}."
)
FAILS = {
    "lengths": "there are {mine} predictions and {other} targets",
    "which": "it is not clear which list holds the targets: neither is of zeros and ones",
    "class": "{k} is not a class from 0 to {last}",
    "number": "{entry} is not a number",
    "parameter": "the {loss} has no parameter {parameter}",
    "target": "a target of the {loss} is {known}, and this one is {y}",
    "shares": "{p} are no probabilities: they do not sum to 1",
    "missing": "it is not said what {parameter} of the {loss} is",
}
HINTS = {
    "which": "write: cross-entropy of p relative to q",
    "class": "classes count from 0",
    "shares": "of logits write: cross-entropy of logits {p} with target class {k}",
    "number": "write a list of numbers: (0.9, 0.1)",
    "parameter": "write: Huber loss with delta 1 at r = 3",
}
REMARKS = {
    "class": "classes count from 0, as in PyTorch: the target is class {k}",
    "sum": "the terms are added; PyTorch divides this by the number of classes",
}
