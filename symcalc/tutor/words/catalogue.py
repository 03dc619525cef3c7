"""What a learner reads in the catalogue of activations and losses."""

from __future__ import annotations

from symcalc.tutor.words import Words

FACTS: dict[str, Words] = {
    "book-form": Words(
        "As a book writes it",
        "The same derivative in the form that is usual.",
        "",
        "Can the derivative be written shorter?",
    ),
    "output": Words("In terms of {letters}", "{form} with {meanings}."),
    "slope-at": Words("Largest slope", "{value} at {at}, where the second derivative is 0."),
    "slope": Words("Largest slope", "{value} {at}."),
    "slope-limit": Words("Largest slope", "none; it comes close to {value} {at}."),
    "slope-none": Words("Largest slope", "none; {at}."),
    "kink": Words(
        "Kink at {x} = {at}",
        "the slope is {left} from the left and {right} from the right. Compiled functions return "
        "{compiled}.",
    ),
    "smooth-kink": Words("Joint at {x} = {at}", "both one-sided derivatives are {left}."),
    "range": Words("Range", "{range}."),
    "stable": Words("Stable form", "{stable}. {why}"),
    "care": Words("In floating point", "{why}"),
    "general": Words("In general", "{general}"),
    "vectors": Words("For n components", ""),
    "use": Words("Use", "{says}"),
}

QUESTION = "{title}: the derivative of {f} by {x}"
LISTED = "the catalogue of activations and losses"
TABLE = ("name", "kind", "f", "derivative")
TITLE = "The catalogue"
EACH = "In derivatives s, t, f and p stand for outputs; each entry says for which."
ENDING = "{count} entries. `symcalc catalogue gelu` works one out."
UNKNOWN = "there is no {name!r} in the catalogue"
ALL = "`symcalc catalogue` lists them all"
CLOSE = "did you mean {close}?"
PLACE = "{x} = {at}"
NEAR = "{x} ≈ {at}"
ABOUT = "about {value}"
METHOD = "values on a grid"
