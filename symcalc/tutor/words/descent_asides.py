"""What a learner reads about clipping, thresholds, line searches and smoothness."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "length": Words(
        "Length",
        "The gradient is {g}.",
        r"\|g\| = \sqrt{g_1^2 + \dots + g_n^2}",
        "How long is the gradient?",
    ),
    "clipped": Words(
        "Clip",
        "It is longer than {c}, so it is multiplied by {c}/‖g‖: the direction stays.",
        r"g \min(1, c/\|g\|)",
        "By what is a gradient multiplied that is too long?",
    ),
    "short": Words(
        "Clip",
        "It is not longer than {c}, so it stays as it is.",
        r"g \min(1, c/\|g\|)",
        "Is the gradient longer than it may be?",
    ),
    "by-value": Words(
        "Clip by value",
        "Each part that is beyond {c} or −{c} becomes {c} or −{c}. The direction may change.",
        r"\max(-c, \min(c, g_i))",
        "Which parts are larger than {c} in size?",
    ),
    "soft": Words(
        "Soft threshold",
        "Each number moves towards 0 by λ = {c}; what is not larger than λ in size becomes 0.",
        r"\operatorname{sign}(x) \max(|x| - \lambda, 0)",
        "What is |x| − λ, and is it positive?",
    ),
    "smoothness": Words(
        "Largest curvature",
        "The gradient changes along a direction by λ times the way. The largest |λ| is the "
        "Lipschitz constant L.",
        r"\|\nabla f(p) - \nabla f(q)\| \le L \|p - q\|",
        "Which eigenvalue of the Hessian matrix is largest in size?",
    ),
    "bending": Words(
        "Smallest curvature",
        "Along every direction f bends up by λ or more. The smallest λ is the constant μ.",
        r"f(q) \ge f(p) + \nabla f(p)^\top (q - p) + \frac{\mu}{2}\|q - p\|^2",
        "Which eigenvalue of the Hessian matrix is smallest?",
    ),
    "line-gradient": Words(
        "Gradient",
        "At {point} the gradient is g = {g}; the search goes along −g.",
        r"\nabla f",
        "Which direction is downhill?",
    ),
    "line-step": Words(
        "Along the line",
        "φ(t) = f(p − t·g) is a parabola in t: φ′(t) = −gᵀg + t·gᵀH g, with gᵀg = {gg} and "
        "gᵀH g = {ghg}. It is 0 at t = gᵀg/(gᵀH g).",
        r"t = \frac{g^\top g}{g^\top H g}",
        "For which t is the slope along the line 0?",
    ),
    "line-end": Words(
        "The new point", "p − t·g with t = {t}.", r"p - t\,g", "Where does this step lead?"
    ),
    "schedule-of": Words(
        "The rate at step t", "With {given}.", "", "Put the numbers into the formula."
    ),
    "schedule-at": Words(
        "The rate at step {t}", "With {given}.", "", "Put the numbers into the formula."
    ),
}
RATE_OF = Words(
    "The best fixed rate",
    "The multipliers 1 − rate·μ and 1 − rate·L are equally far from 0 there. With {given}.",
    r"\eta = \frac{2}{\mu + L}",
    "At which rate are 1 − rate·μ and 1 − rate·L equally far from 0?",
)
FACTOR = Words(
    "The factor of a step",
    "At the best fixed rate, 2/(μ + L), the distance shrinks at least by this. With {given}.",
    r"\frac{\kappa - 1}{\kappa + 1}",
    "By what is the distance multiplied at rate 2/(μ + L), where κ = L/μ?",
)
DECIMAL = "In decimals it is ≈ {value}."
ENDINGS = {
    "lipschitz": "The Lipschitz constant of the gradient is L = {value}.",
    "bending": "The constant of strong convexity is μ = {value}.",
    "best": "The best fixed rate is 2/(μ + L) = {rate}: each step multiplies the distance to the "
    "minimum by {factor} at most.",
    "line": "The best step along the line is t = {t}; it leads to {point}, where f = {value}.",
}
FAILS = {
    "positive": "{name} is {value}, and has to be positive",
    "not-quadratic": "the Hessian matrix of {f} is not the same everywhere",
    "bends": "{f} does not bend up in every direction, so it is not strongly convex",
    "line": "along the line {f} does not bend up, so no step is the best",
    "condition": "a condition number is at least 1, not {value}",
    "eigenvalues": "descent needs eigenvalues that are all positive",
    "still": "the gradient is 0 there already",
    "schedule": "{part!r} is not understood of a schedule",
    "said": "a schedule of this kind needs {names}",
    "letters": "the schedule has letters besides t: {names}",
    "from": "a linear warm-up begins at 0, not at {value}",
}
HINTS = {
    "not-quadratic": "its largest curvature on a region would be needed; try convergence near a "
    "minimum",
    "schedule": "write: cosine annealing from 0.01 to 0.0001 over 50 steps at step 25",
}
