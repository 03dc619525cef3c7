"""Limits with their form named, and where a function is continuous."""

import symcalc as sc

for question in ("limit of (1 - cos x)/x^2 as x -> 0", "limit of (1 + 2/n)^n as n -> oo"):
    print(sc.explain(question))
    print()

jump = sc.limit("|x|/x", "x", 0)
print("|x|/x at 0:", jump.answer, "-", jump.ending)
print("From the right:", sc.limit("|x|/x", "x", 0, side="right").answer)
print()
print(sc.continuity("(x^2 - 1)/(x - 1)", "x"))
