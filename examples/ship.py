"""Code to ship: a module that needs only NumPy, and the same formula in C."""

import sys
import tempfile
from importlib import import_module

import numpy as np

import symcalc as sc

# The price of a European call (Black and Scholes).
formula = "S (1 + erf(d/sqrt(2)))/2 - K e^(-r T) (1 + erf((d - v sqrt(T))/sqrt(2)))/2"
distance = "(log(S/K) + (r + v^2/2) T)/(v sqrt(T))"
price = sc.parse(formula).subs("d", sc.parse(distance))
k = sc.compile(price, ["S", "K", "r", "v", "T"], wrt=["S", "v"])

with tempfile.TemporaryDirectory() as directory:
    path = k.save(f"{directory}/black_scholes.py")
    sys.path.insert(0, directory)
    saved = import_module("black_scholes")  # nothing in it imports symcalc
    spot = np.array([90.0, 100.0, 110.0])
    print(f"{path.name}, {len(path.read_text().splitlines())} lines: {', '.join(saved.__all__)}")
    for s, value, (delta, vega) in zip(
        spot,
        saved.value(spot, 100.0, 0.02, 0.2, 1.0),
        saved.gradient(spot, 100.0, 0.02, 0.2, 1.0),
        strict=True,
    ):
        print(f"  spot {s:5.0f}: price {value:7.4f}, delta {delta:.4f}, vega {vega:.4f}")
    sys.path.remove(directory)

print("The value in C:")
print(k.code("c").split("/* The partial")[0])
