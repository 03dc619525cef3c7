"""From formulas to fast functions: lowering, passes, backends, kernels."""
