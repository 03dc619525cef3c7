"""The words of small questions about Hessians, critical points and Lagrangians."""

from __future__ import annotations

from symcalc.tutor.words import Words

SURFACES: dict[str, Words] = {
    "hessian-measure": Words(
        "{what}",
        "{told}",
        "",
        "What is the {what} of this matrix?",
    ),
    "kind-of-point": Words(
        "At {place}",
        "{told}",
        "",
        "Is the gradient 0 at {place}? What do the values around it say?",
    ),
    "lagrangian-of": Words(
        "Lagrangian",
        "To f comes every constraint with zero on one side, times a multiplier: an equation g = 0 "
        "with −, an inequality h ≤ 0 with +. For an equation the other sign is as good.",
        r"L = f - \lambda g + \mu h",
        "Write every constraint with zero on one side. What stands before it in L?",
    ),
}

SAYS: dict[str, str] = {
    "determinant": "The determinant is {value}.",
    "trace": "The trace is the sum of the diagonal, {value}.",
    "largest eigenvalue": "The eigenvalues are {values}. The largest is {value}.",
    "smallest eigenvalue": "The eigenvalues are {values}. The smallest is {value}.",
    "definite": "The Hessian{where} has the eigenvalues {values}: it is {kind}.",
    "is": "{place} is {kind} of {f}.",
    "steep": "At {place} the gradient of {f} is not 0, so it is no critical point.",
}

FAILS: dict[str, str] = {
    "letters": "the Hessian of {f} depends on the place",
    "undecided": "it is not decided what kind of point {place} is",
    "place": "it is not clear which point {point} is",
    "constraints": "there is no constraint",
}
HINTS: dict[str, str] = {
    "letters": "say where: at (1, 2)",
    "place": "give every letter a number, in order: (0, 0), or x = 0, y = 0",
    "constraints": "subject to x + y = 1",
}
