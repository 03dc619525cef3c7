"""A Jacobian entry by entry, a direction, and the chain rule along a path."""

import symcalc as sc

print(sc.jacobian("[x^2 + y, x*y]", ["x", "y"], at={"x": 3, "y": 2}))
print()
steepest = sc.directional("x^2 + 3 y^2", ["x", "y"], [3, 4], at={"x": 1, "y": 1})
print(steepest)
print()
print("Hessian:", sc.hessian("x^2 + 4 x y + y^2", ["x", "y"]).answer)
print("Along x = cos t, y = sin t:", sc.chain("x y", {"x": "cos(t)", "y": "sin(t)"}, "t").answer)
