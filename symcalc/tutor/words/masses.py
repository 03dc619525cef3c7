"""What is said of probabilities that are none."""

from __future__ import annotations

FAILS = {
    "counts": "{given} are no counts",
    "open": "a parenthesis is not closed",
    "number": "{p} is not a number",
    "negative": "a probability is not negative, and {p} is",
    "sum": "the probabilities sum to {total}, not to 1",
    "empty": "a probability is missing",
    "table": "a table gives each outcome a probability",
    "twice": "an outcome stands in the table twice",
    "range": "the numbers run from the smaller to the larger, at most {most} of them",
    "many": "there are {count} probabilities, and at most {most} are taken",
    "outcomes": "it is not said which values the outcomes have",
}
HINTS = {
    "open": "close it: normal(0, 1)",
    "list": "write the probabilities as (0.7, 0.2, 0.1)",
    "sum": "divide each by {total}: ({mended})",
    "table": "write {1: 0.5, 2: 0.5}",
    "twice": "add its two probabilities",
    "range": "write uniform on 1..6",
    "outcomes": "write a table of values and probabilities, as in {0: 0.7, 1: 0.3}",
}
ROUNDED = "The probabilities sum to {total}, which is taken as 1."
