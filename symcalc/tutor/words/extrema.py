"""The words of extrema: titles, explanations, sentences."""

from __future__ import annotations

from symcalc.tutor.words import Words
from symcalc.tutor.words.constrained import CONSTRAINED

EXTREMA: dict[str, Words] = {
    "first-derivative": Words(
        "First derivative",
        "",
        r"f'(x)",
        "What is the slope of the function?",
    ),
    "factor": Words(
        "Factor", "As a product it shows its zeros.", "", "Can {f} be written as a product?"
    ),
    "critical-points": Words(
        "Critical points",
        "{f} = 0 gives {places}.",
        r"f'(x) = 0",
        "Where is the derivative zero, or does not exist?",
    ),
    "second-derivative": Words(
        "Second derivative", "", r"f''(x)", "How does the slope itself change?"
    ),
    "sign-table": Words(
        "Sign table",
        "Between two of these places {f}′ and {f}″ keep their signs, so one value in each interval "
        "tells them.",
        r"f' > 0 \Rightarrow f \text{ increases}",
        "Which sign has the derivative between two of these places?",
    ),
    "second-derivative-test": Words(
        "At {place}",
        "The second derivative is {sign}: {kind}, {result}.",
        r"f'(a) = 0,\ f''(a) > 0 \Rightarrow \text{minimum}",
        "Which sign has the second derivative at {place}?",
    ),
    "first-derivative-test": Words(
        "At {place}",
        "",
        r"f' \text{ changes its sign at } a",
        "How does the sign of the derivative change at {place}?",
    ),
    "end-behaviour": Words(
        "Towards the ends",
        "",
        r"\lim_{x \to \pm\infty} f(x)",
        "What does the function do at the ends of its domain?",
    ),
    "candidates": Words(
        "Compare",
        "On a closed interval a continuous function takes its least and its greatest value, at a "
        "critical point inside or at an end.",
        r"\min_{[a, b]} f,\ \max_{[a, b]} f",
        "Compare the values at the critical points and at the ends.",
    ),
    "gradient-of": Words("Gradient", "", r"\nabla f", "What are the partial derivatives?"),
    "stationary": Words(
        "Critical points",
        "{equations} hold together at {places}.",
        r"\nabla f = 0",
        "Where are all partial derivatives zero together?",
    ),
    "hessian-of": Words(
        "Hessian",
        "",
        r"H_{ij} = \frac{\partial^2 f}{\partial x_i \partial x_j}",
        "Which matrix tells how the gradient changes?",
    ),
    "hessian-test": Words(
        "At {place}",
        "",
        r"H \text{ positive definite} \Rightarrow \text{minimum}",
        "Which signs have the eigenvalues of the Hessian at {place}?",
    ),
    "degenerate": Words(
        "At {place}",
        "",
        "",
        "The Hessian does not decide at {place}. What do the values around it say?",
    ),
    "constraint": Words(
        "Constraint",
        "",
        r"g(x, y) = 0",
        "Write every constraint with zero on the right.",
    ),
    "lagrangian": Words(
        "Lagrangian",
        "",
        r"L = f - \lambda g",
        "How do the function and its constraints come together in one formula?",
    ),
    "normal-vanishes": Words(
        "Where the rule does not apply",
        "",
        r"\nabla g = 0",
        "Is there a point on the constraint where the gradient of the constraint is zero?",
    ),
    "bordered-test": Words(
        "At {place}",
        "",
        r"v^T \nabla^2 L\, v \text{ for } \nabla g \cdot v = 0",
        "How does L curve along the constraint at {place}?",
    ),
    "compare": Words("Compare", "", "", "Compare the values at the points found."),
    "multiplier-meaning": Words(
        "What the multiplier says",
        "",
        r"\frac{d f^*}{d c} = \lambda",
        "What happens to the best value if the constraint is moved a little?",
    ),
    "kkt-conditions": Words(
        "Conditions",
        "",
        r"\nabla f + \sum_j \mu_j \nabla h_j = 0,\ \mu_j \ge 0,\ \mu_j h_j = 0",
        "Which inequalities hold with equality at the best point?",
    ),
    "kkt-cases": Words(
        "Cases", "", r"\mu_j h_j = 0", "Go through the constraints that may hold with equality."
    ),
    "curvature": Words(
        "Convexity", "", r"H \succeq 0 \Rightarrow \text{convex}", "Which sign has the curvature?"
    ),
    "minors": Words(
        "Principal minors",
        "",
        r"\det H_I \ge 0",
        "Which signs have the principal minors?",
    ),
    "counterexample": Words(
        "Counterexample",
        "",
        r"f(t a + (1 - t) b) \le t f(a) + (1 - t) f(b)",
        "Find two points between which the function lies above its chord.",
    ),
}

SAYS: dict[str, str] = {
    **CONSTRAINED,
    "minimum": "{reach} minimum",
    "maximum": "{reach} maximum",
    "saddle": "saddle point",
    "no extremum": "no extremum",
    "inflection": "inflection point",
    "inconclusive": "undecided point",
    "found": "{kind} at {place}: {value}",
    "found-edge": "{kind} at every point {place} that meets the constraints: {value}",
    "found-where": "{kind} at every point {place} with {where}: {value}",
    "found-curve": "{kind} at every point {place}: {value}",
    "case": "{product} = 0, case {factor} = 0.",
    "gives": "{equation} = 0 gives {x} = {value}.",
    "squares": "{equation} = 0 is a sum of squares, so each of them is 0.",
    "inner": "{equation} = 0 where {u} = {value}.",
    "joined": "{equation} = 0, so {plain} = 0.",
    "system-letters": "{equations} are not solved here for all values of the letters.",
    "zero-factor": "If {factor} = 0:",
    "divided": "Where {factor} ≠ 0, {x} = {value}; {factor} = 0 is looked at by itself.",
    "curve": "{equation} = 0 holds along a whole curve.",
    "eliminated": "Without {x}, the two equations give {equation} = 0.",
    "crowded": "between {low} and {high} the derivative has too many zeros to list",
    "crowded-hint": "ask for a smaller interval, as in on=(1, 2), or --on 1,2",
    "steps": "{f} has jumps, so its slope does not tell its extrema",
    "no-zero": "{f} = 0 has no real solution.",
    "also-kinks": "{f} = 0 gives {places}. At {kinks} the derivative does not exist.",
    "only-kinks": "{f} is never 0. At {kinks} the derivative does not exist.",
    "zero-on": "{f} = 0 where {zero}, and at no other point.",
    "no-zero-on": "{f} = 0 has no solution inside the interval.",
    "zeros-numeric": "{f} = 0 cannot be solved by a formula. Between {low} and {high} its sign "
    "changes at {places}, found by halving intervals to 40 digits; a zero without a change of "
    "sign would not be seen.",
    "zeros-none-seen": "{f} = 0 cannot be solved by a formula. Between {low} and {high} its sign "
    "does not change.",
    "family": " They come again after every {period}; those from 0 to {period} are listed.",
    "family-scaled": " {there} = {number}·{here}, so after every {period} the classes come again "
    "and the values are multiplied by {number}.",
    "family-grows": " {there} = {change}, so after every {period} the classes come again.",
    "family-classes": " After every {period} the classes come again, the values do not.",
    "bent-whole": "{f} is {bend}, so its {kind} is absolute. {why}",
    "constant": "The derivative is 0 everywhere: {f} is constant.",
    "plateau": "Where {interval}, {f} is constant, so every such point is critical.",
    "test-zero": "{f}″ = 0 there, so the second derivative does not decide. ",
    "kinked": "{f}′ does not exist there. ",
    "change": "{f}′ goes from {left} to {right}: {kind}, {result}.",
    "no-change": "{f}′ is {left} on both sides: no extremum, {result}.",
    "bends": "{f}″ goes from {left} to {right}: an inflection point, {result}.",
    "level": "{f}′ is {both} on both sides: no extremum. ",
    "too-many": "the interval holds more than {count} zeros of the derivative",
    "end-point": "The domain ends here, and inside {f}′ is {side}: {kind}, {result}.",
    "jump": "{f} jumps here, so the derivative does not decide: {result}.",
    "towards": "{f} tends to {limit} as {x} → {end}",
    "no-greatest": "There is no absolute maximum.",
    "no-least": "There is no absolute minimum.",
    "is-least": "{result} at {places} is the absolute minimum.",
    "is-greatest": "{result} at {places} is the absolute maximum.",
    "not-wanted": "None of the points that are found is a {kind}",
    "none-wanted": "There is no {kind}: {f} is {bend}, and {on} it goes to {limit}.",
    "far-out": "far out",
    "far-out-on": "far out on {constraints}",
    "matrix-norm": "‖{inner}‖ is a norm of matrices and vectors, and its extrema and convexity "
    "are not worked out as such",
    "matrix-norm-hint": "ask for its gradient or Hessian; with numbers, for the least squares "
    "solution of A x = b",
    "nothing": "There are no critical points, and no extrema.",
    "constant-ending": "{f} is constant: every point is a minimum and a maximum, {result}.",
    "inside-only": " Only what lies inside the interval counts here.",
    "end-kind": "end",
    "inside-kind": "critical",
    "kink-kind": "kink",
    "open-ends": "the ends of the interval have to be two numbers, the smaller one first",
    "open-hint": "write on=(0, 3), or on the command line --on 0,3",
    "on-least": "The absolute minimum on {interval} is {value}, at {places}.",
    "on-greatest": "The absolute maximum on {interval} is {value}, at {places}.",
    "on-open": "It need not have a {which} value on {interval}.",
    "on-nowhere": "{f} is not defined anywhere on {interval}: there is nothing to compare.",
    "on-outside": "{f} is not defined {where}.",
    "on-part": "for {interval}",
    "unbounded-both": "It goes to ∞ and to −∞ there, so it has neither a least nor a greatest "
    "value on {interval}.",
    "unbounded-above": "It goes to ∞ there, so it has no greatest value on {interval}.",
    "unbounded-below": "It goes to −∞ there, so it has no least value on {interval}.",
    "system": "{equations} hold together at {places}.",
    "letters": "What kind of point it is depends on the letters: a minimum where all eigenvalues "
    "are positive, a maximum where all are negative, a saddle point where both signs occur; "
    "{result}.",
    "the-equations": "The equations",
    "no-gradient": "The gradient does not exist there. ",
    "rough-open": "The gradient is nowhere 0. Where {edges} it does not exist, and no candidate is "
    "found there",
    "no-hessian": "The Hessian has no value there",
    "system-none": "{equations} have no common solution.",
    "system-numeric": "{equations} cannot be solved together by a formula. Newton's method from "
    "400 starting points comes to {places}; other solutions may exist.",
    "system-none-seen": "{equations} cannot be solved together by a formula, and Newton's method "
    "from 400 starting points comes to no solution.",
    "system-curve": "{equations} hold together at {places}: whole curves of critical points.",
    "period-of": " They come again when {x} grows by {period}.",
    "definite": "Eigenvalues {values}, {signs}: {kind}, {result}.",
    "determinant": " D = {determinant}.",
    "condition": " Condition number {number}.",
    "zero-eigenvalue": "The Hessian has eigenvalues {values}; with one that is 0 it does not "
    "decide. ",
    "one-sign": "The difference from the value there is {gap}, which is {relation} 0 everywhere",
    "curve-open": "The points lie on a curve, and the values around it are not decided",
    "saddle-paths": "Along {first} the values near t = 0 are larger, along {second} smaller",
    "saddle-path": "Along {first} the values are larger on one side of t = 0 and smaller on the "
    "other",
    "seen": "At 500 points nearby no value is {less}. It looks like a {kind}; that is no proof",
    "seen-both": "Nearby there are larger and smaller values",
    "judged": "{why}: {kind}, {result}.",
    "undecided": "{why}.",
}
