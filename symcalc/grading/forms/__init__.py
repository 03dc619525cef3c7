"""The forms that an answer may have to be in: a file here holds one."""

from __future__ import annotations

from symcalc.grading.forms.registry import answer_form, formed, known_form

__all__ = ["answer_form", "formed", "known_form"]
