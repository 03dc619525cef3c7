"""What a learner reads about continuity."""

from __future__ import annotations

from symcalc.tutor.words import Words

# By what happens at a place; the statement is what it is called in one or two words.
CONTINUITY: dict[str, Words] = {
    "whole": Words(
        "Continuous functions",
        "{f} is put together from continuous functions, so it is continuous wherever it is "
        "defined{where}. There is no gap, and nothing jumps.",
        "",
        "Which parts of the formula could fail, and for which {x}?",
    ),
    "parts": Words(
        "Where to look",
        "{f} is put together from continuous functions, so it is continuous wherever it is "
        "defined{where}. Places to look at: {places}.",
        "",
        "Where is a denominator 0, and where do the cases meet?",
    ),
    "jumps": Words(
        "Where to look",
        "{jumping} can jump. Places to look at: {places}. At every other point, the parts of {f} "
        "are continuous where they are defined, and so is {f}{where}.",
        "",
        "Where can a part of the formula jump, and where is a denominator 0?",
    ),
    "no-jumps": Words(
        "No jumps",
        "{jumping} can jump, but there is no place where it does so here. The other parts of {f} "
        "are continuous where they are defined, and so is {f}{where}.",
        "",
        "Where can a part of the formula jump?",
    ),
    "nowhere": Words(
        "No values",
        "What {f} asks of {x} never holds: the formula has no real value for any real {x}.",
        "{f} has no real value anywhere, so there is nowhere to be continuous.",
        "For which {x} does the formula have a real value?",
    ),
    "edge": Words(
        "The end of the domain, {at}",
        "The formula has values on one side only, and {value} at {at} itself. The limit from the "
        "{side} is {limit}: with that value it would be continuous from the {side}.",
        "a hole",
        "On which side of {at} does the formula have values? And at {at} itself?",
    ),
    "hole": Words(
        "A hole at {at}",
        "{example} The limit is {limit}, but the formula {value} there. With the value {limit} it "
        "would be continuous.",
        "a hole",
        "Do both sides have the same limit at {at}? And what is the value there?",
    ),
    "jump": Words(
        "A jump at {at}",
        "{example} The two sides have different limits: {sides}.",
        "a jump",
        "Do both sides have the same limit at {at}?",
    ),
    "infinite": Words(
        "Infinite at {at}",
        "{example} Here {sides}.",
        "infinite",
        "What do the values do close to {at}?",
    ),
    "oscillating": Words(
        "Oscillating at {at}",
        "{example} Here {sides}.",
        "oscillating",
        "Do the values settle close to {at}?",
    ),
    "continuous": Words(
        "Continuous at {at}",
        "{example} Both sides have the limit {limit}, and the formula {value} there.",
        "continuous",
        "Do both sides have the same limit at {at}? And what is the value there?",
    ),
    "end": Words(
        "The end of the domain, {at}",
        "The formula has values on one side only. The limit from there is {limit}, and the formula "
        "{value} there: it is continuous from that side.",
        "end of the domain",
        "On which side of {at} does the formula have values?",
    ),
    "open": Words(
        "", "Where {edge}, look at both sides: these places are not worked out here.", "", ""
    ),
}
