"""Every integration rule applies to its own example, and says what numbers bear out."""

from __future__ import annotations

import pytest
import sympy as sp

import symcalc as sc
from symcalc.checking.antiderivatives import check_up_to_constant
from symcalc.reading import read
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import Change, IntegrationRule, all_rules


def proposed(rule: IntegrationRule) -> tuple[Step, ...]:
    return rule.steps(Integral(read(rule.example), sp.Symbol("x")))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_example(rule: IntegrationRule) -> None:
    steps = proposed(rule)

    assert steps
    for step in steps:
        change = {step.new: step.value} if isinstance(step, Change) else {}
        sides = step.before.expr, step.after.expr
        assert check_up_to_constant(*sides, sp.Symbol("x"), change).status == "agrees", step


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_example_is_worked_out(rule: IntegrationRule) -> None:
    told = sc.integrate(rule.example, "x")

    assert told.verify().status == "agrees"
    assert {step.status for step in told.steps} == {"proved"}
