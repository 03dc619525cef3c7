"""A kernel inside a loop of your own: Newton's method for 100 000 equations, compiled by Numba."""

import numpy as np
from numba import njit

import symcalc as sc

# Kepler's equation: where a planet is (the angle u) at the time that the angle m stands for.
equation = "u - e sin(u) - m"
slope = sc.diff(equation, "u", names=["e"]).answer
both = sc.compile([equation, slope], ["u", "e", "m"]).jit  # numbers in, a pair of numbers out


@njit
def solve(times: np.ndarray, e: float) -> tuple[np.ndarray, int]:
    """The angles, and the most steps that one of them took."""
    angles, most = times.copy(), 0
    for i in range(times.size):
        value, steps = 1.0, 0
        while abs(value) > 1e-14 and steps < 50:
            value, by_angle = both(angles[i], e, times[i])
            angles[i] -= value / by_angle
            steps += 1
        most = max(most, steps)
    return angles, most


times = np.linspace(0, 3, 100_000)
angles, steps = solve(times, 0.2)
left = np.abs(sc.compile(equation, ["u", "e", "m"])(angles, 0.2, times)).max()
print(f"{times.size} equations solved, in at most {steps} steps each")
print(f"Halfway in time the planet is at {angles[times.size // 2]:.6f} rad")
print(f"What is left of the equation: at most {left:.0e}")
