"""Elementary functions without branches, which LLVM turns into vector instructions.

One function writes the code of each for float64 and float32; a loop that calls it computes as
many points at once as the processor's vectors hold. docs/accuracy.md has the measured errors.
"""

from symcalc.compiler.vecmath.table import FUNCTIONS, VectorFunction

__all__ = ["FUNCTIONS", "VectorFunction"]
