"""A kernel over a Dask array that need not fit in memory, in processes of their own.

A kernel is sent as its formula; each process compiles it once, or finds it compiled on disk.
"""

import symcalc as sc

try:
    import dask.array as da
    from distributed import Client, LocalCluster
except ImportError:
    da = None

k = sc.compile("e^(-(x^2 + y^2)) cos(a x y)", ["x", "y", "a"])


def steepness(x, y, a):
    """The length of the gradient by x and y."""
    slope = k.gradient(x, y, a)
    return (slope[..., 0] ** 2 + slope[..., 1] ** 2) ** 0.5


def main() -> None:
    side = da.linspace(-2, 2, 2000, chunks=500)
    x, y = da.meshgrid(side, side)
    workers = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**workers) as cluster, Client(cluster):
        value = da.map_blocks(k, x, y, 3.0, dtype=float)
        steep = da.map_blocks(steepness, x, y, 3.0, dtype=float)
        mean, steepest = da.compute(value.mean(), steep.max())
    print(f"{value.size} points in {value.npartitions} blocks, in 2 processes")
    print(f"The mean is {mean:.6f}, the steepest slope {steepest:.6f}")


if __name__ == "__main__":  # each process imports this file: it must not start others
    if da is None:
        print('This example needs Dask: pip install "symcalc-tutor[dask]"')
    else:
        main()
