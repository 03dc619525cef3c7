"""What the cuda backend is made of: kernels as text, and arrays that lie on a device."""
