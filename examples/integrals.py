"""Integrals worked out, and the sums that a program uses instead."""

from __future__ import annotations

import symcalc as sc

# A worked derivation; the answer is a plain SymPy object.
d = sc.integrate("x e^(-x^2)")
print(d)
print("the next hint:", d.hint(1))

# Between limits: improper ones too, and those that diverge say so.
for asked in ("int_0^1 x e^x dx", "int_1^oo 1/x^2 dx", "int_1^oo 1/x dx"):
    told = sc.explain(asked)
    print(f"{asked}: {told.ending or told.answer}")

# The region of a double integral, its order exchanged where that helps.
print(sc.explain("int_0^1 int_x^1 e^(y^2) dy dx").answer)

# Five rules on the same integral: what four panels give, and how far that is off.
for rule in ("left", "right", "midpoint", "trapezoid", "simpson"):
    print(sc.quadrature("e^(-x^2)", "x", 0, 1, rule=rule, n=4).ending)

# And by chance.
print(sc.quadrature("e^(-x^2)", "x", 0, 1, rule="monte-carlo", n=1000, seed=1).ending)
