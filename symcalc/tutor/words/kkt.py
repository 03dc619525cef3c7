"""The words of the lesson on the conditions of Karush, Kuhn and Tucker."""

from __future__ import annotations

from symcalc.tutor.words import Words

KKT: dict[str, Words] = {
    "kkt-problem": Words(
        "Problem",
        "Wanted is the least value of f. {forms}",
        r"\min f \text{ subject to } g_i = 0,\ h_j \le 0",
        "Write every inequality as h ≤ 0 and every equation as g = 0.",
    ),
    "kkt-lagrangian": Words(
        "Lagrangian",
        "{multipliers}",
        r"L = f + \sum_j \mu_j h_j - \sum_i \lambda_i g_i",
        "Join every constraint to f with a multiplier of its own.",
    ),
    "kkt-stationarity": Words(
        "Stationarity",
        "Every partial derivative of L by {letters} is 0.",
        r"\nabla f + \sum_j \mu_j \nabla h_j - \sum_i \lambda_i \nabla g_i = 0",
        "Which partial derivatives of L have to be 0?",
    ),
    "kkt-primal": Words(
        "Primal feasibility",
        "The point meets every constraint.",
        r"g_i = 0,\ h_j \le 0",
        "What has to be true of the point alone?",
    ),
    "kkt-dual": Words(
        "Dual feasibility",
        "For a minimum the multiplier of an inequality is not negative: to make f smaller one "
        "would have to leave the set.",
        r"\mu_j \ge 0",
        "Which sign has the multiplier of an inequality at a minimum?",
    ),
    "kkt-slackness": Words(
        "Complementary slackness",
        "A constraint that is not active, h < 0, has the multiplier 0.",
        r"\mu_j h_j = 0",
        "Which multiplier has a constraint that holds with room to spare?",
    ),
    "kkt-cases": Words(
        "Active sets",
        "{count} choices of active inequalities are possible. In each the active ones hold with "
        "equality and the other μ are 0; the equations are solved, and the remaining conditions "
        "tell whether the solution counts.",
        r"\mu_j h_j = 0",
        "Suppose that no constraint is active. Then suppose that the first one is.",
    ),
    "kkt-cases-one": Words(
        "Solutions",
        "The equations are solved together.",
        r"\nabla L = 0,\ g = 0",
        "Solve the equations.",
    ),
    "kkt-convex": Words(
        "Why it is a minimum",
        "{reasons} So the problem is convex, and every point that meets the conditions is an "
        "absolute minimum: for every allowed point p, f(p) ≥ L(p) ≥ L(p*) = f(p*) with p* the "
        "point that is found.",
        r"f, h_j \text{ convex},\ g_i \text{ affine} \Rightarrow \text{global minimum}",
        "Are f and the constraints convex? What follows?",
    ),
    "kkt-other": Words(
        "Which of them are minima",
        "{reasons} So the conditions alone do not tell a minimum. {kinds}",
        r"v^T \nabla^2 L\, v \ge 0 \text{ along the active constraints}",
        "The problem is not convex. What do the values beside the points say?",
    ),
    "kkt-irregular": Words(
        "Where the conditions need not hold",
        "At {places} the gradients of the active constraints are linearly dependent. A minimum may "
        "lie there without multipliers, so it is compared as well: {values}.",
        r"\sum_j c_j \nabla h_j = 0",
        "Is there a point at which the gradients of the active constraints are dependent?",
    ),
}

SAYS = {
    "inequalities": "Every inequality is written as h ≤ 0.",
    "equations": "Every equation is written as g = 0.",
    "mu": "Each h comes with a multiplier μ ≥ 0, as + μh.",
    "lambda": "Each g comes with a multiplier λ of any sign, as − λg.",
    "none-active": "none",
    "equality": "equations",
    "active": "{h} = 0",
    "no-solution": "no solution",
    "not-solved": "not solved",
    "outside": "rejected: {h} = {value} > 0",
    "negative": "rejected: {mu} = {value} < 0",
    "accepted": "accepted",
    "again": "accepted; {active} is active too",
    "free": "a whole curve of solutions",
    "free-negative": "a whole curve of solutions, rejected: a μ is negative",
    "undefined": "f has no value there",
    "f-convex": "f is convex. {why}",
    "h-convex": "{h} is convex.",
    "h-affine": "{h} is linear, so convex.",
    "g-affine": "{g} is linear.",
    "f-concave": "{what} is concave, so it is not convex.",
    "not-shown": "That {what} is convex is not shown.",
    "g-curved": "The equation {g} = 0 is not linear.",
    "kind": "At {place} {result}: {kind}.",
    "minimum-curve": "Absolute minimum at every point {place} that meets the constraints: "
    "{result}, with {multipliers}.",
    "minimum": "Absolute minimum at {place}: {result}, with {multipliers}.",
    "local": "Local minimum at {place}: {result}, with {multipliers}.",
    "unmultiplied-local": "Local minimum at {place}: {result}. It has no multipliers.",
    "unmultiplied": "Absolute minimum at {place}: {result}. It has no multipliers.",
    "nothing-but": "No point meets the conditions of a minimum. Whether {places} is one, where "
    "they need not hold, is not decided.",
    "nothing": "No point meets the conditions of a minimum.",
    "no-minimum": "No point that meets the conditions is a minimum.",
    "open": "Whether {places} is a minimum is not decided.",
    "newton": "The equations are solved by numbers only, so there may be other points.",
    "kinked": "Where {f} or a constraint has a kink, the conditions do not apply, and what lies "
    "there is not compared.",
    "between": "In a convex problem every point between two minima is a minimum too.",
    "falls": "{f} has no least value: as {x} → {end}, the constraints keep holding and {f} → −∞.",
}

FAILS = {
    "constraints": "there is no constraint",
}
HINTS = {
    "constraints": 'say what the variables have to meet: subject_to=["x + y >= 1", "x >= 0"]',
}
