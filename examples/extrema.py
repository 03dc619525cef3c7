"""Critical points told apart, on an interval, and under a constraint."""

import symcalc as sc

print(sc.extrema("x^3 - 3x", on=(0, 3)))
print()
print(sc.extrema("x^2 + y^2", ["x", "y"], subject_to=["x + y = 1"]))
print()
for point, value, kind in sc.extrema("x^4 - 2x^2 + y^2").answer:
    print(kind, point, value)
print(sc.convexity("x^4 + x^2").ending)
