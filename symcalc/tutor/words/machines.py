"""The words of support vector machines."""

from __future__ import annotations

from symcalc.tutor.words import Words

MACHINES: dict[str, Words] = {
    "svm-primal": Words(
        "Primal problem",
        "Wanted is the {plane} w·x + b = 0 that keeps the labels apart with the widest margin. "
        "Scaled so that y_i·(w·x_i + b) ≥ 1 for every point, the margin is 2/‖w‖ wide: make "
        "{objective} as small as possible, under one constraint for each point.",
        r"\min_{w, b} \tfrac12\|w\|^2 \text{ subject to } y_i(w \cdot x_i + b) \ge 1",
        "Write y_i·(w·x_i + b) ≥ 1 for every point.",
    ),
    "svm-lagrangian": Words(
        "Lagrangian",
        "Every constraint comes with a multiplier α_i ≥ 0, and what it exceeds 1 by is subtracted.",
        r"L = \tfrac12\|w\|^2 - \sum_i \alpha_i \left(y_i(w \cdot x_i + b) - 1\right)",
        "Join every constraint to {objective} with a multiplier.",
    ),
    "svm-stationary": Words(
        "Stationarity",
        "{slopes}. All are 0 where",
        r"w = \sum_i \alpha_i y_i x_i,\ \sum_i \alpha_i y_i = 0",
        "Where are the partial derivatives of L by {letters} zero?",
    ),
    "svm-dual": Words(
        "Dual problem",
        "Put into L, these leave a function of the α alone: b drops out, since {balance} = 0. "
        "Make W as large as possible, with every α_i ≥ 0 and {balance} = 0.",
        r"\max_\alpha \sum_i \alpha_i - \tfrac12 \|\sum_i \alpha_i y_i x_i\|^2",
        "Put the w that you found into L. What is left?",
    ),
    "svm-cases": Words(
        "Active sets",
        "A point with α_i > 0 lies on the margin, y_i·(w·x_i + b) = 1; the others have α_i = 0. A "
        "set of points on the margin is accepted if no α is negative and no point lies inside the "
        "margin.{more}",
        r"\alpha_i \left(y_i(w \cdot x_i + b) - 1\right) = 0",
        "Suppose that two points, one of each label, lie on the margin. Do the others keep out?",
    ),
    "svm-solution": Words(
        "Solution",
        "With {points} on the margin: w = {sum} = {w}, and b = y_{k} − w·x_{k} = {y} − {score} = "
        "{b}.",
        "",
        "Put the α into the formula for w. Which point tells b?",
    ),
    "svm-conditions": Words(
        "Conditions",
        "Every point with its margin y_i·(w·x_i + b), its multiplier, and the product "
        "α_i·(y_i·(w·x_i + b) − 1), which is 0.",
        r"\alpha_i \ge 0,\ y_i(w \cdot x_i + b) \ge 1,\ \alpha_i(y_i(w \cdot x_i + b) - 1) = 0",
        "Check every point: which ones lie on the margin?",
    ),
    "svm-gap": Words(
        "Why no other is better",
        "For every allowed w and α, W(α) ≤ ½‖w‖². Here both are {value}: ½‖w‖² cannot be smaller, "
        "nor W larger. ½‖w‖² is strictly convex and the constraints are linear, so w is the only "
        "one.",
        r"W(\alpha) \le \tfrac12\|w\|^2",
        "Compare ½‖w‖² with W(α).",
    ),
    "svm-margin": Words(
        "Margin",
        "The {plane}s w·x + b = 1 and w·x + b = −1 are 2/‖w‖ apart.",
        r"\frac{2}{\|w\|}",
        "How far apart are w·x + b = 1 and w·x + b = −1?",
    ),
    "svm-meeting": Words(
        "A point of both sides",
        "{place} is a mean of points with label 1, {plus}, and of points with label −1, {minus}.",
        r"\sum_{y_i = 1} \mu_i x_i = \sum_{y_i = -1} \mu_i x_i,\ \mu_i \ge 0",
        "Is there a point between the points of one label that also lies between those of the "
        "other?",
    ),
    "svm-contradiction": Words(
        "Contradiction",
        "The constraints of these points are added with the same weights. On the left w and b "
        "cancel, since both means are the same point; on the right stands 1 + 1.",
        r"\sum_i \mu_i y_i (w \cdot x_i + b) = 0 \ge \sum_i \mu_i = 2",
        "Add these constraints with the weights of the means. What is left of w and b?",
    ),
}

SAYS = {
    "found": "w = {w}, b = {b}. {support}. The margin is 2/‖w‖ = {margin} wide.",
    "support": "Support vectors: points {points}",
    "apart": "No {plane} separates the labels: {place} lies between the points of label 1 and "
    "between those of label −1. No w and b meet all constraints.",
    "accepted": "accepted",
    "negative": "rejected: α_{i} = {value} < 0",
    "inside": "rejected: point {i} has y·(w·x + b) = {value} < 1",
    "more": " The first {shown} sets and the accepted one are shown.",
    "one-on-margin": "Point {points} lies on the margin too, with α = 0: other multipliers may "
    "give the same w and b.",
    "on-margin": "Points {points} lie on the margin too, with α = 0: other multipliers may give "
    "the same w and b.",
    "zero-one": "The label 0 is taken as −1.",
}

FAILS = {
    "points": "the points are no rows of the same number of coordinates",
    "counts": "{points} points have {labels} labels",
    "labels": "the labels have to be 1 and −1, and {label} is among them",
    "one-label": "all labels are {label}: there is nothing to keep apart",
    "many": "{count} points are more than {most}",
    "wide": "the points have {size} coordinates, more than {most}",
    "number": "{value} is not a rational number",
    "same": "point {one} and point {two} are the same point with both labels",
}
HINTS = {
    "points": "write points as rows, [[1, 1], [3, 3]], and a label for each: [-1, 1]",
    "many": "the exact solution is for a toy set: take at most {most} points",
    "wide": "take points with at most {most} coordinates",
}
