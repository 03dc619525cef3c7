"""The Jacobian of bundle adjustment: how 100 000 image points move with camera and scene.

A camera with rotation r, centre c, focus f, offset u and distortion k sees the point p; m is what
was measured, w its weight. Two residuals, 15 parameters, one call for all observations.
"""

import numpy as np
import sympy as sp

import symcalc as sc

turn, centre, point = sp.symbols("r:3"), sp.symbols("c:3"), sp.symbols("p:3")
focus, weight = sp.symbols("f w")
offset, distortion, seen = sp.symbols("u:2"), sp.symbols("k:2"), sp.symbols("m:2")

angle = sp.sqrt(sum(r**2 for r in turn))
axis = sp.Matrix(turn) / angle
arm = sp.Matrix(point) - sp.Matrix(centre)
turned = (  # Rodrigues' formula
    arm * sp.cos(angle)
    + axis.cross(arm) * sp.sin(angle)
    + axis * axis.dot(arm) * (1 - sp.cos(angle))
)
flat = turned[:2, 0] / turned[2]
radius = flat.dot(flat)
stretch = 1 + distortion[0] * radius + distortion[1] * radius**2
image = focus * stretch * flat + sp.Matrix(offset)
residuals = list(weight * (image - sp.Matrix(seen)))

parameters = [*turn, *centre, focus, *offset, *distortion, *point, weight]
k = sc.compile(residuals, [*parameters, *seen], wrt=parameters)

count = 100_000
draw = np.random.default_rng(0)
camera = np.array([0.1, -0.2, 0.3, 0.0, 0.1, -0.2, 800.0, 320.0, 240.0, 0.01, -0.002])
scene = draw.normal([[0.0], [0.0], [6.0]], [[1.0], [1.0], [0.5]], (3, count))
measured = k(*camera, *scene, 1.0, 0.0, 0.0).T + draw.normal(0, 0.5, (2, count))

off = np.array([0.01, 0, 0, 0, 0, 0.05, 15, 0, 0, 0, 0])
guess = camera + off
values, jacobian = k.value_and_jacobian(*guess, *scene, 1.0, *measured)
print(f"{count} observations: residuals {values.shape}, Jacobian {jacobian.shape}")

rows, columns = k.jacobian_structure
there = set(zip(rows.tolist(), columns.tolist(), strict=True))
zero = [f"residual {i} by {parameters[j]}" for i, j in np.ndindex(2, 15) if (i, j) not in there]
print(f"Always zero and not computed by jacobian_values: {', '.join(zero)}")

print("The camera by Gauss-Newton, where the scene is known:")
for step in range(4):
    size = np.sqrt(np.mean(values**2))
    print(f"  step {step}: focus {guess[6]:8.3f}, root mean square {size:7.3f} pixels")
    flat_jacobian = jacobian[:, :, :11].reshape(-1, 11)
    guess = guess - np.linalg.lstsq(flat_jacobian, values.reshape(-1), rcond=None)[0]
    values, jacobian = k.value_and_jacobian(*guess, *scene, 1.0, *measured)
