"""Constrained problems as lessons: KKT conditions, support vector machines, penalties."""

from symcalc.tutor.constrained.kkt import kkt
from symcalc.tutor.constrained.penalised import penalised
from symcalc.tutor.constrained.svm import svm

__all__ = ["kkt", "penalised", "svm"]
