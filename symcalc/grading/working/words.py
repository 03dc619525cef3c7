"""What is said of a line beside the one before it."""

from __future__ import annotations

QUESTION = "the question"
LINE = "line {number}"

# Of a wrong line.
WRONG = "This does not follow from {before}."
WRONG_FURTHER = "This is not what {before} leads to."
CHANGED = "What changed from {before}: {old} became {new}."
AT = "At {place} it should be {wanted}, and this line is {got}."
WHAT = "At {place} {what} should be {wanted}, and is {got}."
WHAT_EVERYWHERE = "{what} should be {wanted}, and is {got}."
DERIVATIVE = "its derivative"
SLOPE = "the slope"
VALUES = "It should be {wanted}, and this line is {got}."
ASIDE = "The two sides are not equal."
ASIDE_AT = "The two sides are not equal: at {place} the left one is {wanted}, the right one {got}."
ASIDE_VALUES = "The two sides are not equal: the left one is {wanted}, the right one {got}."

NO_VALUE = "{form} is no value."
NO_NUMBER = "Such a form says nothing yet: rewrite the formula before you put the number in."

NONE = "undefined"
NO_VALUE_THERE = "The value does not exist, and this line is {got}."
WITHIN = "The parts of this line are not equal."
MISSING = "{letter} is missing yet."

# Of the others.
FOLLOWS = "This follows from {before}, which is wrong."
LUCK = "This does not follow from {before}, which is wrong; by itself it is right."
MISUSED = "{before} and {after} are not equal: say what is done, instead of =."
LIMIT_MISSING = "The sign lim is missing here: the limit is not taken yet."
DOMAIN = "Equal wherever both have a value, but at {place} only one of the two lines has one."
UNDECIDED = "I could not decide whether this follows from {before}."
UNREADABLE = "I could not read this line: {trouble}. I go on with the next one."
DOUBT = "I could not decide: {why}."
REMARK = "remark"

BOUNDS = "The bounds are still those of {x}: {u} runs from {low} to {high}."
Y_PRIME = "{y} is a function of {x}, so the derivative of {y}² is 2{y}·{y}′, by the chain rule."

# Of equations.
IMPLIED = "{place} solves this line and not {before}: check the solutions at the end."
LOST = "{place} solves {before} and not this line."
GAINED = "{place} solves this line and not {before}."
CASE = "One of the cases."
SIFTED = "The solutions of {before} that do not solve the question are left out."

# Of the whole.
RIGHT = "The working is right."
RIGHT_LINES = "Each line that I could read follows from the one before."
FIRST_WRONG = "Line {number} is the first wrong one."
CARRIED = "{lines} {follow} from it, and {count} as right."
BY_LUCK = "The answer is right, but not by this working."
UNFINISHED = "So far it is right, but it stops before the answer."
UNFINISHED_WRONG = "It stops before the answer."
NO_ANSWER = "No line answers the question yet."
BACK = "Put {letter} = {meaning} back in."
NOTHING = "There is no line that I can read."
EMPTY = "There is no line."
TOO_MANY = "A working may have {most} lines; this one has {count}."
LAST_UNREAD = "So far it is right, but I could not read line {number}."
SOME_UNDECIDED = "I could not decide about {lines}."
SLOW = "I could not decide within {timeout:g} s."


def before_words(number: int) -> str:
    """Line 3, or the question."""
    return LINE.format(number=number) if number else QUESTION


def listed(numbers: list[int]) -> str:
    """Line 3, or lines 3, 4 and 5."""
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    *first, last = map(str, numbers)
    return f"lines {', '.join(first)} and {last}"
