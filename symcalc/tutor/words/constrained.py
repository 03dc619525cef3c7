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
    "lagrangian": "Each constraint g = 0 comes with a multiplier λ of its own: L has − λg.",
    "kkt-lagrangian": "Every inequality is written as h ≤ 0 and comes with a multiplier μ: L has "
    "+ μh.",
    "kkt-lagrangian-both": "Every inequality is written as h ≤ 0 and comes with a multiplier μ, "
    "every equation as g = 0 with a multiplier λ: L = f − λg + μh.",
    "normal": "{gradient} = 0 on the constraint at {places}: there the rule does not apply, so "
    "these points are compared too.",
    "irregular": "{gradient} at {places}, where the constraints hold: there the conditions need "
    "not hold at an extremum, so these points are compared too.",
    "gradients-active": "The gradients of active constraints are linearly dependent",
    "normal-none": "{gradient} is not 0 anywhere on the constraint, so the rule finds every "
    "extremum.",
    "normals-none": "Nowhere on the constraints are their gradients linearly dependent, so the "
    "rule finds every extremum.",
    "normal-open": "Whether {gradient} is 0 somewhere on the constraint is not worked out.",
    "along": "Along the constraint L has the second derivative {values}: {signs}, {kind}, "
    "{result}.",
    "along-flat": "Along the constraint the second derivative of L is 0, which does not decide; "
    "{result}.",
    "along-open": "What kind of point it is depends on the letters: {result}.",
    "no-direction": "The constraints leave no direction to move in: {result}.",
    "edge": "{result}; the rule does not apply here.",
    "positive": "positive",
    "negative": "negative",
    "indefinite": "of both signs",
    "never-met": "The constraint {constraint} is never met: {gap} is not 0 for any real numbers. "
    "There is nothing to compare, and no extremum.",
    "never-below": "The constraint {constraint} is never met: {gap} is greater than 0 for all "
    "real numbers. There is nothing to compare, and no extremum.",
    "none-met": "No point is found that meets all constraints: {constraints}. Without one there is "
    "no extremum.",
    "no-candidates": "The conditions have no solution: {f} has no extremum on the constraint.",
    "none-extreme": "No point that meets the conditions is an extremum of {f}.",
    "letters-where": "where {condition}",
    "not-solved": "The conditions are not solved, so the extrema of {f} are not told.",
    "bounded": "The points that meet {constraints} form a closed and bounded set, on which {f} "
    "takes a least and a greatest value; so the least and the greatest of these are absolute.",
    "convex-problem": "{lead} and the constraints are {shape}, so the {kind} is absolute.",
    "bent": "{f} is {bend}",
    "bent-reduced": "With {put} it is {f} = {formula}, which is {bend};",
    "open-line": "The points that meet {constraints} form an unbounded set, so a greater or "
    "smaller value elsewhere is not excluded by comparing.",
    "bounded-one": "On the closed and bounded set where {constraints}, {f} takes a least and a "
    "greatest value. No other point can have either, so {result} is both.",
    "odd-bound": "Together {constraints} say that {power} ≥ 0, so {u} ≥ 0 and {f} − ({value}) = "
    "{gap} {sign} 0 for every allowed point: {kind}.",
    "newton-found": "The equations are solved by numbers only, so there may be other points.",
    "between": "In a convex problem every point between two of its minima is a minimum too.",
    "open-set": "That the points that meet the constraints form a bounded set is not shown, so a "
    "greater or smaller value elsewhere is not excluded by comparing.",
    "grows": "{f} tends to {limit} as the points go to infinity, so on the closed set where "
    "{constraints} it takes a {least} value, at one of these.",
    "odd-power": "{result}; the rule does not apply here. On the constraint {power} = {rest} "
    "{sign} 0, so {x} {sign} 0: {kind}.",
    "kinked-set": "{kinked} has kinks, where the conditions do not apply; what lies there is not "
    "compared, so none of these values is told to be absolute.",
    "on-curve": "{f} = {value} at every point {place} that meets the constraints",
    "opposed": "The constraints {first} and {second} cannot both hold: together they say that "
    "{number} ≤ 0.",
    "opposed-chain": "The constraints {first} and {second} cannot both hold: {chain} is "
    "impossible.",
    "cannot-equal": "The constraints {constraints} cannot all hold: {sum} is {number} for every "
    "point, and would be 0.",
    "cannot-below": "The constraints {constraints} cannot all hold: {sum} is {number} for every "
    "point, and would be at most 0.",
    "lettered": "the constraints have letters that are no variables: {letters}",
    "lettered-hint": "give numbers for them; equations may keep letters",
    "so-no-extremum": "So there is no extremum.",
    "withdrawn": "The extrema of {f} are not decided: what the steps came to does not hold at "
    "random points.",
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
    "convex": "convex",
    "no-best": "{lead} and the constraints are linear, so every {kind} would meet the "
    "conditions. No point does: {f} takes no {least} value.",
    "case-curve": "a whole curve of points",
    "curve-outside": "a curve of points, none of which meets the constraints",
    "dependent": "the multipliers are not determined here",
    "also-active": "there also {h}: see the case with all of these active",
    "for-either": "all μ = 0: a candidate for both",
    "kkt-compared": "That alone does not decide; compared with the other values it is {kind}, "
    "{result}",
    "split": "|u| is the larger of u and −u, so the inequality is the same as all of these.",
    "active-head": "active",
    "kkt-open": "That does not decide, {result}",
    "kkt-told": "So it is {kind}, {result}",
    "kkt-along": "Along the active constraints L has the second derivative {values}, {signs}: "
    "{kind}, {result}",
    "not-definite": "which alone does not decide",
    # convexity
    "shape-abs": "{f} is the absolute value of a linear function, the larger of u and −u, so it is "
    "convex.",
    "shape-max": "{f} is the maximum of convex functions, so it is convex.",
    "shape-max-affine": "{f} is a maximum of linear functions, so it is convex.",
    "shape-min": "{f} is the minimum of concave functions, so it is concave.",
    "shape-min-affine": "{f} is a minimum of linear functions, so it is concave.",
    "shape-norm": "{f} is a norm of linear functions, so by the triangle inequality it is convex.",
    "shape-of": "{f} is an increasing {kind} function of a {kind} function, so it is {kind}.",
    "shape-power": "{f} is a power of a convex function that is nowhere negative, so it is convex.",
    "shape-sum": "{f} is a sum of {kind} functions, so it is {kind}.",
    "shape-negative": "{f} is a negative multiple of a {other} function, so it is {kind}.",
    "shape-smooth-one": "The second derivative of {f} is nowhere {wrong}, so {f} is {kind}.",
    "shape-smooth": "The Hessian of {f} is {lead} semidefinite everywhere, so {f} is {kind}.",
    "halves": "{f} is not defined where {u} = 0, so its domain falls into two parts. {parts}.",
    "half": "{f} is {kind} for {side}",
    "half-undecided": "for {side} it is not decided",
    "half-minors": "For {side} all principal minors of {matrix} are at least 0.",
    "undecided-letters": "Whether {f} is convex is not decided: it may depend on the other "
    "letters.",
    "refuted": "Whether {f} is convex is not decided: what the steps came to does not hold at "
    "random points.",
    "kink-up": "At {place} the slope jumps up, from {left} to {right}.",
    "kink-none": "At {place} there is no jump: the slope is {left} from both sides.",
    "kink-down": "At {place} the slope jumps down, from {left} to {right}.",
    "slope-grows": "Elsewhere {f}″ is nowhere {less} than 0. So the slope never {falls}: {f} is "
    "{kind}.",
    "except-at": "This holds for {places}.",
    "convex-of": "{f} is {kind} {where}.",
    "everywhere": "on its whole domain",
    "everywhere-letters": "on its whole domain, whatever the other letters are",
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
    "by-letters": "The second derivative {second} does not depend on {x}: {f} is convex where "
    "{second} ≥ 0 and concave where {second} ≤ 0.",
    "domain-hollow": "The domain of {f} is not convex: {f} has values at {first} and {second}, and "
    "none half-way between them, at {middle}. So {f} is neither convex nor concave on it.",
    "all-vary": "{letters} are all taken as variables; to keep {fixed} fixed, name the others",
    "ordered": " Points are written ({letters}).",
    "neither-of": "{f} is neither convex nor concave.",
    "undecided-of": "Whether {f} is convex is not decided: no rule proves the sign of the "
    "curvature, and no counterexample was found among {count} pairs of points.",
    "domain-broken": "The domain of {f} has a gap at {places}, so it is no interval, and {f} is "
    "neither convex nor concave on it. Its parts: {parts}.",
    "part": "{kind} where {interval}",
    "some-convex": "{f} is not concave; whether it is convex is not decided.",
    "some-concave": "{f} is not convex; whether it is concave is not decided.",
}
