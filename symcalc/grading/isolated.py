"""Grading in a killable process: plain text goes in, plain data comes out."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any

from symcalc.errors import TimedOut, TooLargeError
from symcalc.grading.definitions import receive, sent
from symcalc.grading.grade import grade_answer
from symcalc.grading.policy import Policy
from symcalc.grading.verdict import Verdict
from symcalc.reading import read_question
from symcalc.worker import Worker


def respond(request: dict[str, Any]) -> dict[str, Any]:
    """Grade one answer inside the worker."""
    receive(request.get("functions", []))
    policy = Policy.of(request.get("policy", {}))
    question = read_question(request["question"], names=policy.names)
    return grade_answer(question, request["answer"], policy).plain()


@cache
def grader() -> Worker:
    """The worker, kept warm between answers."""
    return Worker("symcalc.grading.isolated:respond")


def grade_isolated(question: str, answer: str, timeout: float, policy: Policy) -> Verdict:
    """Grade one answer in the worker; past the limits the verdict is "undecided"."""
    request = {"question": question, "answer": answer, "functions": sent()}
    try:
        return Verdict.of(grader().ask({**request, "policy": asdict(policy)}, timeout))
    except TimedOut:
        return Verdict("undecided", "timeout", f"I could not decide within {timeout:g} s.")
    except TooLargeError as error:
        return Verdict("undecided", "too-large", str(error))
