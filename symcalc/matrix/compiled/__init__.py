"""Matrix formulas as functions of arrays: products through BLAS, the rest fused."""
