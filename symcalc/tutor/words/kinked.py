"""The words of extrema at kinks: cases, slopes to all sides, and what they tell."""

from __future__ import annotations

from symcalc.tutor.words import Words

KINKED: dict[str, Words] = {
    "kink-cases": Words(
        "Kinks and cases",
        "{f} may have kinks where {edges}. Beside them and on each of them it is smooth: "
        "{count} cases. In each the slopes along it are set to 0, and what comes out counts if "
        "it lies where the case holds.",
        "",
        "Where are the kinks, and what is the function on each side of them, and on them?",
    ),
    "kink-test": Words(
        "At {place}",
        "",
        r"f'(a; d) \ge 0 \text{ for every direction } d",
        "How does the function change on each side of {place}?",
    ),
    "whole-range": Words(
        "Compare",
        "",
        r"f \text{ convex},\ 0 \in \partial f(a) \Rightarrow \text{minimum}",
        "Is one of these values the least of all, and why?",
    ),
}

SAYS: dict[str, str] = {
    "case-head": "case",
    "function-head": "the function there",
    "found-head": "slopes 0 at",
    "whole": "everywhere",
    "nowhere": "nowhere",
    "numeric": "not solved by a formula",
    "outside": "{places}, outside of it",
    "more": " {count} cases have no point in them.",
    "with": "{place} with {where}",
    "smooth": "Here {f} is {formula}. The Hessian has eigenvalues {values}, {signs}: {kind}, "
    "{result}.",
    "slopes": "Leaving the point, the slope of {f} is {slopes}",
    "slope": "{slope} along ({way})",
    "all-positive": ": it rises to every side",
    "all-negative": ": it falls to every side",
    "along": ". Along the kinks, where {edges}, its slope is 0 and its second derivatives have "
    "eigenvalues {values}, {signs}",
    "along-one": ". Along the kink, where {edges}, its slope is 0 and its second derivative is "
    "{values}, {signs}",
    "kind": ". That is {kind}, {result}.",
    "not-critical": ". 0 does not lie between the slopes, so the point is not critical: {result}.",
    "saddle": ". It rises one way and falls another, and 0 lies between the slopes: {kind}, "
    "{result}.",
    "lowest": ". In no direction it {falls}, and {f} is {bend}: {kind}, {result}.",
    "norm-less": "{root} is 0 here and rises to every side. With the slopes of the rest, "
    "{slopes}, {f} still {rises} to every side: {kind}, {result}.",
    "norm-more": "{root} is 0 here and rises to every side, but the rest with the slopes {slopes} "
    "outweighs it: one way {f} rises, the other way it falls. The point is not critical, "
    "{result}.",
    "stretch": "At every point {place}{where} the slopes along the case are 0: {result}. {why}",
    "stretch-bend": "{f} is {bend}: {kind}.",
    "stretch-sign": "Elsewhere {f} is nowhere {less}: {kind}.",
    "stretch-open": "The values around them are not decided.",
    "bend-why": "{why} So {f} is {bend}, and a point from which it {falls} in no direction is an "
    "absolute {kind}.",
    "one-sign": "By its form {f} is nowhere {less} than {value}.",
    "grows": "{f} is continuous and goes to ∞ far out in every direction, so it has a least "
    "value, at one of these points: {result} is the absolute minimum.",
    "drops": "{f} is continuous and goes to −∞ far out in every direction, so it has a greatest "
    "value, at one of these points: {result} is the absolute maximum.",
    "open": "Not every case is solved, so there may be other extrema.",
    "kinks-open": "{f} may have kinks where {edges}, and not all of them are worked out: there "
    "may be other extrema.",
    "open-range": "the critical points of {f} are not worked out exactly, so nothing is said of an "
    "open range",
    "open-system": "The system is not solved by a formula, so there may be critical points",
    "none-open": "No extremum is found",
}
