"""The words of penalised problems."""

from __future__ import annotations

from symcalc.tutor.words import Words

PENALTIES: dict[str, Words] = {
    "penalised-objective": Words(
        "Objective",
        "To f comes {times}the {norm}: large weights cost.{sign}",
        r"F(w) = f(w) + \lambda P(w)",
        "Write down what is made small: f and the penalty.",
    ),
    "penalised-free": Words(
        "Without the penalty",
        "{slopes}: f alone is least at {place}.",
        r"\nabla f = 0",
        "Where would f alone be least?",
    ),
    "ridge-stationary": Words(
        "Stationarity",
        "The penalty has the slope {slope}. F is smooth and convex, so it is least where "
        "its gradient is 0.",
        r"\nabla f + 2\lambda w = 0",
        "What is the gradient of the penalty? Where is the whole gradient 0?",
    ),
    "ridge-solved": Words(
        "Solve",
        "The equations are linear in {letters}, and have one solution. {shrunk}",
        r"w = (H + 2\lambda I)^{-1} (H c)",
        "Solve the linear equations.",
    ),
    "lasso-sides": Words(
        "Slopes of the penalty",
        "|{x}| has the slope 1 for {x} > 0 and −1 for {x} < 0. At {x} = 0 it has a kink: every "
        "number from −1 to 1 is a subgradient there.",
        r"\partial |w| = \begin{cases} \{1\} & w > 0 \\ [-1, 1] & w = 0 \\ \{-1\} & w < 0 "
        r"\end{cases}",
        "Which slope has |{x}| on each side of 0?",
    ),
    "lasso-cases": Words(
        "Three cases for {x}",
        "F is convex, so it is least where 0 lies between its slopes from the left and from the "
        "right. {whole}",
        r"0 \in \partial F(w)",
        "Where is the slope 0 if {x} > 0? Is that {x} positive?",
    ),
    "lasso-soft": Words(
        "Soft threshold",
        "The three cases in one formula: {c} is moved towards 0 by {threshold}, and stops there.",
        r"S_\lambda(a) = \operatorname{sign}(a)\,\max(|a| - \lambda,\, 0)",
        "Put the three cases into one formula, with sign and max.",
    ),
    "lasso-signs": Words(
        "Signs",
        "Every choice of signs is a case: where a sign is + or − the slope of F is 0, where it is "
        "0 the slope of f is between −{weight} and {weight}. F is convex, so a choice that fits is "
        "a minimum; the table ends with it.",
        r"\partial_i f(w) + \lambda s_i = 0,\ s_i \in \partial |w_i|",
        "Suppose which weights are positive, negative and 0. Does the solution have these signs?",
    ),
    "ball": Words(
        "The same with a ball",
        "The {set} {ball} with t = {radius} has the same solution: f is least in it at {place}, "
        "and the multiplier of the constraint is {multiplier}. {why}",
        r"\min f \text{ subject to } P(w) \le t: \quad \nabla f + \mu\, \partial P \ni 0",
        "Which ball goes through the solution? Compare the conditions.",
    ),
}

SAYS = {
    "l1": "sum of absolute values, ‖w‖₁ = {sum}",
    "l2": "sum of squares, ‖w‖₂² = {sum}",
    "square": "square, {sum}",
    "absolute": "absolute value, {sum}",
    "assumed": " {weight} > 0.",
    "positive": "{x} > 0",
    "negative": "{x} < 0",
    "zero": "{x} = 0",
    "slope-zero": "{slope} = 0",
    "slope-between": "{low} ≤ 0 ≤ {high}",
    "if": "if {condition}",
    "shrunk-one": "The penalty makes {c} smaller, but never 0.",
    "whole-alone": "Each weight stands in terms of its own, so each is found alone.",
    "accepted": "accepted",
    "wrong-sign": "rejected: {x} = {value}",
    "too-steep": "rejected: the slope of f by {x} is {value}",
    "singular": "no single solution",
    "same-l1": "Its conditions are those of F: ∇f + {scaled} = 0 with a subgradient s of ‖w‖₁.",
    "same-l2": "Its conditions are those of F: ∇f + {scaled} = 0.",
    "set-l1": "L1 ball",
    "set-l2": "L2 ball",
    "found": "{letters} = {values}.",
    "zeros": "The penalty sets {zeros} to 0: the corner of the L1 ball lies there.",
    "zeros-anyway": "{zeros} = 0 without the penalty, too.",
    "zeros-flat": "Here {zeros} = 0.",
    "not-only": "{place} is not the only one: at {other} F is as small, and so it is at every "
    "point between the two, as F is convex.",
    "times": "{weight} times ",
    "where-not-zero": " Where it is not 0, this is so for every value of the letters.",
}

FAILS = {
    "penalty": "there is no penalty {name!r}",
    "weight": "the weight of the penalty is {weight}, and has to be positive",
    "weight-not": "the weight of the penalty has to be a number or one letter",
    "weight-used": "the weight {weight} is also a variable of the formula",
    "not-quadratic": "{f} is not quadratic in {letters}",
    "not-convex": "{f} is not convex in {letters}, so its minimum need not exist",
    "unsure": "it is not known whether {f} is convex in {letters}",
    "nothing": "there is no variable to penalise in {f}",
    "many": "{count} variables are more than {most}",
    "letters": "with an L1 penalty the variables {letters} are mixed, and the formula has letters",
    "flat": "{f} does not change along some direction",
}
HINTS = {
    "penalty": "l1 is the sum of absolute values, l2 the sum of squares",
    "weight": 'weight=0.5, or a letter: weight="lambda"',
    "quadratic": "take a square loss, such as (w - a)^2/2 or (w1 - 3)^2 + (w2 - 1)^2",
    "letters": "give numbers for the other letters",
    "wrt": 'say which letters are weights: penalised("(w - a)^2/2", wrt="w")',
}
