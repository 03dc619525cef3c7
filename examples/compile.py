"""Fit a curve to noisy data with a compiled loss and its compiled gradient.

The loss is a sum over the data, written with NumPy around one compiled kernel.
"""

import numpy as np

import symcalc as sc

# One residual of the model a·e^(-b·t), and how it changes with a and b.
residual = sc.compile("a e^(-b t) - y", ["a", "b", "t", "y"], wrt=["a", "b"])

draw = np.random.default_rng(1)
times = np.linspace(0, 4, 200)
data = 2.5 * np.exp(-1.3 * times) + draw.normal(0, 0.02, times.size)

guess = np.array([1.0, 1.0])
steps, change = 0, guess
while np.max(np.abs(change)) > 1e-12 and steps < 20:  # Gauss-Newton
    value, slope = residual.value_and_gradient(*guess, times, data)
    change = np.linalg.lstsq(slope, -value, rcond=None)[0]
    guess, steps = guess + change, steps + 1

print(f"a = {guess[0]:.3f}, b = {guess[1]:.3f} after {steps} steps")
print("The kernel against numeric differentiation:", sc.check(residual).status)
