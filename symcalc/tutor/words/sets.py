"""The words of convex sets."""

from __future__ import annotations

from symcalc.tutor.words import Words

SETS: dict[str, Words] = {
    "set-side": Words(
        "One side",
        "Written with 0 on the right.",
        r"S = \{x : g_1(x) \le 0, \dots\}",
        "Bring everything to one side.",
    ),
    "half-space": Words(
        "{word}",
        "{line} is linear in {letters}: {article} {kind}, which is convex.",
        r"a \cdot x \le b",
        "Which sets are given by linear inequalities?",
    ),
    "half-planes": Words(
        "Half-planes",
        "{line} says that every choice of signs holds: an intersection of {count} {kind}s, each of "
        "them convex.",
        r"|u| \le c \iff u \le c \text{ and } -u \le c",
        "Write the absolute values as several inequalities.",
    ),
    "sublevel": Words(
        "Sublevel set",
        "g({letters}) = {gap} is convex. {why} If g(a) ≤ 0 and g(b) ≤ 0, then "
        "g(t·a + (1 − t)·b) ≤ t·g(a) + (1 − t)·g(b) ≤ 0 for 0 ≤ t ≤ 1: the set is convex.",
        r"g \text{ convex} \Rightarrow \{g \le 0\} \text{ convex}",
        "Is {gap} convex? What follows for the points where it is at most 0?",
    ),
    "interval": Words(
        "Interval",
        "{line} holds for {set}: an interval, and intervals are convex.",
        r"a \le x \le b",
        "For which {letters} does it hold?",
    ),
    "side-of-graph": Words(
        "Side of a graph",
        "For {domain} this is {solved}: the points {side} the graph of r({x}) = {r}. There "
        "r″({x}) = {second} is {sign}, so r is {bend} and the set is convex.",
        r"r \text{ convex} \Rightarrow \{y \ge r(x)\} \text{ convex}",
        "Solve for one of the letters. Is what stands on the other side convex?",
    ),
    "intersection": Words(
        "Intersection",
        "All of them hold together: an intersection of convex sets is convex.",
        r"A, B \text{ convex} \Rightarrow A \cap B \text{ convex}",
        "What is true of the intersection of convex sets?",
    ),
    "midpoint": Words(
        "Two points and their midpoint",
        "{first} and {second} belong to the set: {holds}. Their midpoint {middle} does not: "
        "{fails}.",
        r"a, b \in S \Rightarrow \tfrac{a + b}{2} \in S",
        "Find two points of the set between which it has a hole.",
    ),
}

SAYS = {
    "convex": "The set is convex.",
    "not": "The set is not convex.",
    "empty": "No point meets all constraints: the set is empty, and so convex.",
    "undecided": "Whether the set is convex is not decided: no rule proves it, and no two points "
    "are found whose midpoint lies outside.",
    "Half-plane": "half-plane",
    "Half-space": "half-space",
    "Half-line": "half-line",
    "Line": "line",
    "Plane": "plane",
    "Point": "point",
    "above": "on or above",
    "below": "on or below",
    "positive": "at least 0",
    "negative": "at most 0",
    "false": "{line} is false",
    "never-below": "{line} never holds: {gap} is greater than 0 for all real numbers",
    "never-zero": "{line} never holds: {gap} is not 0 for any real numbers",
    "undefined": "{line} has no meaning",
}
FAILS = {
    "different": "{line} is no equation or inequality that describes a set",
    "letters": "the set has more than {most} letters",
    "many": "the set has more than {most} constraints",
    "nothing": "{line} has no letter in it",
}
HINTS = {"relation": "write it as x^2 + y^2 <= 1, or several: x >= 0, x + y <= 1"}
