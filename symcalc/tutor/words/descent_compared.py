"""What a learner reads about runs side by side, and about a loss over two directions."""

from __future__ import annotations

from symcalc.tutor.words import Words

WORDS: dict[str, Words] = {
    "comparison": Words(
        "Side by side",
        "{count} from the same start{limit}.",
        "",
        "Which run is lowest in the end, and which needs the fewest steps?",
    ),
    "directions": Words(
        "Two directions",
        "{how} A place in the plane is p + a·u + b·v, where p, which has {n} numbers, is {where}.",
        r"L(a, b) = f(p + a\,u + b\,v)",
        "How can a function of many numbers be looked at in a plane?",
    ),
    "slice": Words(
        "The slice",
        "a and b go from {low} to {high}, with {points} values each. Of these losses the least is "
        "{least}, the largest {most}; at p it is {here}.{undefined}",
        "",
        "Where in the plane is the loss least?",
    ),
    "critical": Words(
        "Critical points of the slice",
        "Both slopes along u and v are 0. The eigenvalues of the 2×2 Hessian over the plane say "
        "which kind it is.{kinked}{listed}",
        r"\nabla L(a, b) = 0",
        "Where are both slopes 0, and how does the slice bend there?",
    ),
    "constant": Words(
        "Flat everywhere",
        "The loss is {here} at every place of the plane: each of them is a critical point.",
        r"\nabla L = 0",
        "Where does descent move?",
    ),
    "steep": Words(
        "Flat regions",
        "Nowhere in the plane is the slope less than {part} of the median one, {usual}.",
        r"\|\nabla L\| \approx 0",
        "Where does descent hardly move?",
    ),
    "still": Words(
        "Flat regions",
        "On {share} of the plane the slope is 0: descent does not move there.",
        r"\nabla L = 0",
        "Where does descent not move?",
    ),
    "flat": Words(
        "Flat regions",
        "On {share} of the plane the slope is less than {part} of the median one, {usual}. Descent "
        "is slow there{critical}.",
        r"\|\nabla L\| \approx 0",
        "Where does descent hardly move?",
    ),
}
STATUS = {
    "converged": "converged",
    "not-minimum": "converged, to no minimum",
    "stopped": "stopped by the number of steps",
    "diverged": "diverged",
    "oscillates": "oscillates",
    "undefined": "left its domain",
    "no-step": "stopped: its update has no value",
    "singular": "stopped: its Hessian matrix is singular",
    "stuck": "stopped: SciPy finds no further step",
}
HEADS = ("run", "steps", "f at the end", "‖∇f‖ at the end", "what became of it")
CRITICAL_HEADS = ("a", "b", "loss", "eigenvalues", "kind")
UNDEFINED = " At {share} of the places it has no value."
KINK = "a kink"
KINKED = " At a kink there is no slope: the loss on a small circle around it says which kind it is."
LISTED = " The {most} lowest of {n} are listed."
KINDS = {1: "minimum", 0: "saddle", -1: "maximum", 2: "flat", 3: "valley", 4: "ridge"}
ONE = {
    "minimum": "one minimum",
    "maximum": "one maximum",
    "saddle": "one saddle point",
    "flat": "one critical point with a flat direction",
    "valley": "one point on a curve of minima",
    "ridge": "one point on a curve of maxima",
}
MORE = {
    "minimum": "{n} minima",
    "maximum": "{n} maxima",
    "saddle": "{n} saddle points",
    "flat": "critical points with a flat direction",
    "valley": "points on a curve of minima",
    "ridge": "points on a curve of maxima",
}
ENDINGS = {
    "first": "{name} needs the fewest steps to converge, {steps}{others}.",
    "lowest": "After at most {steps} {name} is lowest, with f = {value}{others}.",
    "elsewhere": "No run came to a minimum{others}.",
    "ended": "None converged. {name} ends lowest, with f = {value}{others}.",
    "none": "None of the runs came to a point where f has a value.",
    "found": "Found in this plane: {found}.",
    "found-some": "Found in this plane, among others: {found}.",
    "still": "On {share} of the plane the slope is 0, so there are critical points all over it.",
    "constant": "In this plane the loss is constant.",
    "nothing": "No critical point was found in this plane.",
}
OTHERS = {
    "diverged": "; {name} is diverging",
    "oscillates": "; {name} is oscillating",
    "undefined": "; {name} has left its domain",
    "not-minimum": "; {name} ends where f bends down in some direction, at no minimum",
}
HOW = {
    "axes": "There are two numbers only, {names}: u and v are their axes.",
    "axes-first": "u and v are the axes of {names}, the first two of the {n} numbers; the others "
    "stay as they are at p.",
    "random": "u and v are random (seed {seed}), and scaled block by block to the length that the "
    "parameters have: of a matrix row by row, of anything else as a whole.",
    "principal": "u and v are the two directions in which the run moved most: the first two "
    "principal directions of its points, measured from the last. They hold {share} of its "
    "movement.",
}
REMARKS = {
    "slice": "This is a slice through {n} dimensions: a minimum of the slice may go down along "
    "another direction. The whole gradient at p is {norm} long.",
    "kinks": "Slopes and Hessian are differences of the loss.",
    "whole": "f has these two numbers only, so no direction is left out. What lies outside the "
    "square is not looked at.",
    "off": "Points of the run lie {away} off the plane on the average, and are drawn at the place "
    "in the plane that is nearest.",
}
FAILS = {
    "methods": "a comparison needs two runs or more",
    "twice": "{name} stands twice among the runs",
    "method": "{given} is not a method with its options",
    "directions": "there are no directions called {name}",
    "path": "principal directions are those of a run, and there is none",
    "one": "a landscape needs two numbers at least, and {f} has one",
    "span": "the span is a positive number, not {span}",
    "points": "there are 11 to 201 values along each direction, not {points}",
    "run": "a landscape is of a formula at a point, or of a run",
    "given": "a landscape needs a formula, and only gradients were given",
    "values": "the loss has no value at the point",
}
HINTS = {
    "methods": 'write methods=["gradient", "adam(rate 0.1)"]',
    "directions": "they are random, principal or axes",
    "path": 'go down first: landscape(descend(f, …), directions="principal")',
    "run": 'write landscape("x^2 + y^4", at={"x": 0, "y": 0})',
}
