"""Taylor polynomials with a proved bound, and what finite differences do to a derivative."""

import symcalc as sc

print(sc.taylor("sin(x)", "x", at=0, degree=5, on=(-1, 1)))
print()
print("Two variables:", sc.taylor("e^x cos(y)", ["x", "y"], at={"x": 0, "y": 0}, degree=2).answer)
print()
print(sc.diff("sin(x)", "x", method="numeric", at={"x": 1}))
