"""The kinds of answers: a file here holds one, and what is asked for decides which is tried."""

from __future__ import annotations

from symcalc.grading.kinds.registry import answer_kind, heard, judged

__all__ = ["answer_kind", "heard", "judged"]
