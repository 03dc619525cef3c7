"""Grade a few answers to one question, each with its reason."""

import symcalc as sc

QUESTION = "d/dx x^2 sin(3x)"
ANSWERS = [
    "2x sin(3x) + 3x^2 cos(3x)",
    r"x\left(2\sin 3x + 3x\cos 3x\right)",
    "2x sin(3x) + x^2 cos(3x)",  # the inner derivative is missing
    "2x * 3cos(3x)",  # the product of the derivatives
    "x^2 sin(3x)",
    "2x sin(3x",
]

for answer in ANSWERS:
    verdict = sc.grade(QUESTION, answer)
    print(f"{verdict.status:10} {answer}")
    print("           " + verdict.feedback.replace("\n", "\n           "))
