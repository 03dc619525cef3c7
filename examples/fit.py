"""Fit a curve to noisy data with SciPy, by a compiled loss and by compiled residuals."""

import numpy as np
from scipy.optimize import least_squares, minimize

import symcalc as sc

draw = np.random.default_rng(1)
t = np.linspace(0, 4, 200)
y = 2.5 * np.exp(-1.3 * t) + draw.normal(0, 0.02, t.size)
start = [1.0, 1.0]

# A loss over all data and its gradient by a and b, in one pass over the data.
loss = sc.compile("(a e^(-b t) - y)^2", ["a", "b", "t", "y"], data=["t", "y"], reduce="mean")
best = minimize(loss.vector.fun_and_grad, start, args=(t, y), jac=True, method="BFGS", tol=1e-9)
print(f"By the loss:      a = {best.x[0]:.4f}, b = {best.x[1]:.4f}, {best.nfev} evaluations")

# The residuals at every point of the data, and their Jacobian.
residual = sc.compile("a e^(-b t) - y", ["a", "b", "t", "y"], wrt=["a", "b"])
fit = least_squares(lambda p: residual(*p, t, y), start, jac=lambda p: residual.gradient(*p, t, y))
print(f"By the residuals: a = {fit.x[0]:.4f}, b = {fit.x[1]:.4f}, {fit.nfev} evaluations")

spread = np.sqrt(np.diag(np.linalg.inv(fit.jac.T @ fit.jac))) * np.std(fit.fun)
print(f"One standard error: {spread[0]:.4f} of a, {spread[1]:.4f} of b")
print("The loss against numeric differentiation:", sc.check(loss).status)
