"""Programs as LLVM IR, written through llvmlite and compiled by Numba."""
