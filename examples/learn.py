"""Work a derivative out, ask for hints first, then look at every step."""

import symcalc as sc

derivation = sc.diff("x^2 sin(3x)", at={"x": 3})

print("Two hints, for someone who wants to try:")
print(" ", derivation.hint(1))
print(" ", derivation.hint(2))
print()
print(derivation.text())
print()
print("As a SymPy object:", derivation.answer)
print("Checked again, step by step:", derivation.verify().status)
