"""The words of constraints, multipliers and convexity."""

from __future__ import annotations

CONSTRAINED: dict[str, str] = {
    "no-relation": "{text} is no constraint: it says neither = nor <= nor >=",
    "relation-hint": "write it as an equation or an inequality, as in x + y = 1",
    "many-variables": "extrema in {names} are more than can be worked out: at most {most} "
    "variables",
    "one-interval": "{text} says where one variable lies, and here is more to say",
    "one-interval-hint": "write inequalities instead: 0 <= x <= 1, 0 <= y <= 1",
    "strict": "{text} leaves its edge out, where a least value may lie",
    "strict-hint": "write <= or >=, so that the edge belongs to the domain",
    "unknown": "the constraint {text} has none of the variables in it",
    "many": "more than {most} constraints are too many to go through",
    "lagrangian": "Each constraint comes with a multiplier of its own.",
    "kkt-lagrangian": "Every inequality is written as h ≤ 0 and comes with a multiplier μ, every "
    "equation with a multiplier λ.",
    "normal": "{gradient} = 0 on the constraint at {places}: there the rule does not apply, so "
    "these points are compared too.",
    "normal-none": "{gradient} is not 0 anywhere on the constraint, so the rule finds every "
    "extremum.",
    "normals-none": "The gradients of the constraints are nowhere dependent on them, so the rule "
    "finds every extremum.",
    "normal-open": "Whether {gradient} is 0 somewhere on the constraint is not worked out.",
    "along": "Along the constraint L has the second derivative {values}: {signs}, {kind}, "
    "{result}.",
    "along-flat": "Along the constraint the second derivative of L is 0, which does not decide; "
    "{result}.",
    "no-direction": "The constraints leave no direction to move in: {result}.",
    "edge": "{result}; the rule does not apply here.",
    "positive": "positive",
    "negative": "negative",
    "indefinite": "of both signs",
    "never-met": "The constraint {constraint} is never met: {gap} is not 0 for any real numbers. "
    "There is nothing to compare, and no extremum.",
    "never-below": "The constraint {constraint} is never met: {gap} is greater than 0 for all "
    "real numbers. There is nothing to compare, and no extremum.",
    "none-met": "No point is found that meets all constraints: {constraints}. So there is no "
    "extremum.",
    "no-candidates": "The conditions have no solution: {f} has no extremum on the constraint.",
    "bounded": "The points that meet {constraints} form a closed and bounded set, on which {f} "
    "takes a least and a greatest value; so the least and the greatest of these are absolute.",
    "convex-problem": "{f} is {bend} and the constraints are {shape}, so the {kind} is absolute.",
    "open-set": "The points that meet the constraints reach to infinity, so a greater or smaller "
    "value is not excluded by comparing.",
    "meaning": "{letter} = {value} at {place}: if the right side of {constraint} grows by a "
    "small ε, the {kind} changes by about {rate}.",
    "meaning-zero": "{letter} = 0 at {place}: moving the constraint a little does not change the "
    "{kind} to first order.",
    "none-active": "none",
    "active": "{h} = 0",
    "case-none": "no solution",
    "case-open": "not solved",
    "rejected": "rejected: {h} = {value} > 0",
    "mixed": "neither: multipliers of both signs",
    "for-minimum": "all μ ≥ 0: a candidate for a minimum",
    "for-maximum": "all μ ≤ 0: a candidate for a maximum",
    "for-both": "no μ: the curvature decides",
    "kkt-intro": "In every case some inequalities hold with equality (active), the others have μ "
    "= 0. A solution counts if all constraints hold; a minimum needs every μ ≥ 0, a maximum "
    "every μ ≤ 0.",
    "gradient-of-L": "Gradient of L",
    "conditions": "Conditions",
    "gradients": "a combination of the gradients of the constraints",
    "linear": "linear",
    "case-curve": "a whole curve of points",
    "active-head": "active",
    "kkt-open": "That does not decide, {result}",
    "kkt-told": "So it is {kind}, {result}",
    "kkt-along": "Along the active constraints L has the second derivative {values}, {signs}: "
    "{kind}, {result}",
    "not-definite": "which alone does not decide",
    # convexity
    "convex-of": "{f} is {kind} {where}.",
    "everywhere": "on its whole domain",
    "constant-hessian": "The Hessian is constant, with eigenvalues {values}: {sign}.",
    "minors-plain": "All principal minors of H are at least 0:",
    "minors-negated": "All principal minors of −H are at least 0:",
    "semidefinite-convex": "positive semidefinite",
    "semidefinite-concave": "negative semidefinite",
    "strict-convex": "positive definite",
    "strict-concave": "negative definite",
    "affine": "affine, so both convex and concave",
    "not-convex": "Between {first} and {second}, at t = {t}, the value is {value} and the chord "
    "has {chord}: the function is above its chord, so it is not convex.",
    "not-concave": "Between {first} and {second}, at t = {t}, the value is {value} and the chord "
    "has {chord}: the function is below its chord, so it is not concave.",
    "neither-of": "{f} is neither convex nor concave.",
    "undecided-of": "Whether {f} is convex is not decided: no rule proves the sign of the "
    "curvature, and no counterexample was found among {count} pairs of points.",
    "domain-broken": "The domain of {f} has a gap at {places}, so it is no interval, and {f} is "
    "neither convex nor concave on it. Its parts: {parts}.",
    "part": "{kind} where {interval}",
    "some-convex": "{f} is not concave; whether it is convex is not decided.",
    "some-concave": "{f} is not convex; whether it is concave is not decided.",
}
