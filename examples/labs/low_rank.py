"""Low rank: what a truncated SVD keeps of random weights and of an image, and what LoRA learns.

    python examples/labs/low_rank.py

The nearest matrix of rank r keeps the r largest singular values; its error is what it leaves out
(Eckart and Young). Random weights lose nearly everything that way. LoRA does not cut the weights W:
it learns a change B A of low rank and adds it. An image, which is no noise, is good at low rank.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from lab import command_line, count, draw

import symcalc as sc

RANKS = (1, 4, 16, 64, 256)
SHOWN = (5, 20, 50, 100)  # ranks of the image
CHANGE = 4  # rank of the change that is added to the weights
SEED = 0
ENOUGH = 0.95  # of the energy
ROUNDING = 1e-10  # a relative error below which numbers are the same


def ranks_within(ranks: tuple[int, ...], size: int) -> list[int]:
    """The ranks that a matrix of this size has."""
    return [rank for rank in ranks if rank <= size]


def grey(size: int) -> np.ndarray:
    """A grey image: a sky that darkens, a sun, hills, a fence, and some grain."""
    y, x = np.mgrid[0:size, 0:size] / size
    image = 0.9 - 0.5 * y
    image[(x - 0.7) ** 2 + (y - 0.25) ** 2 < 0.012] = 1.0
    hills = 0.6 + 0.07 * np.sin(9 * x) + 0.03 * np.sin(31 * x)
    image = np.where(y > hills, 0.35 - 0.2 * (y - hills), image)
    image[(y > 0.78) & (y < 0.95) & ((x * 16) % 1 < 0.35)] = 0.75
    grain = np.random.RandomState(SEED).randn(size, size)
    return np.clip(image + 0.004 * grain, 0, 1)


def weights(size: int) -> tuple[np.ndarray, Any]:
    """Random weights and their nearest matrices of several ranks."""
    w = np.random.RandomState(SEED).randn(size, size)
    near = sc.low_rank(w, ranks_within(RANKS, size))
    print(f"Random weights, {size} × {size}: {w.size} numbers")
    print(
        f"  largest singular value {near.singular_values[0]:.4f}, and 2 √n is {2 * size**0.5:.4f}"
    )
    print("  rank  ‖W − W_r‖  √(σ² left out)  relative  energy")
    gaps = []
    for cut, matrix in zip(near.cuts, matrices(near), strict=True):
        error = float(np.linalg.norm(w - matrix))
        left = float(np.sqrt((near.singular_values[cut.rank :] ** 2).sum()))
        gaps.append(abs(error - left) / float(np.linalg.norm(w)))
        print(f"  {cut.rank:4}  {error:9.4f}  {left:14.4f}  {cut.relative:.6f}  {cut.energy:6.2%}")
    same = max(gaps) < ROUNDING
    print(f"  Eckart and Young's formula and the difference {'agree' if same else 'differ'}.")
    return w, near


def matrices(near: Any) -> tuple[np.ndarray, ...]:
    """The approximations of a derivation, of one rank or of several."""
    return (near.answer,) if len(near.cuts) == 1 else near.answer


def lora(w: np.ndarray, ranks: list[int]) -> None:
    """The parameters of B A, and a change of low rank that is found again."""
    size = len(w)
    counted = sc.low_rank_adaptation(size, rank=ranks)
    print(f"W_r = (U Σ)(Vᵀ) is a product B A: B is {size} × r, and A is r × {size}.")
    print("LoRA leaves W as it is and learns such a product: W + B A.")
    print("  rank  parameters   saved")
    parameters = list(counted.answer) if len(ranks) > 1 else [counted.answer]
    for rank, stored, saved in zip(ranks, parameters, counted.savings, strict=True):
        print(f"  {rank:4}  {int(stored):10}  {float(saved):6.2%}")
    print(
        f"  Dense weights have {counted.dense}; from rank {counted.break_even} on nothing is saved."
    )
    rng = np.random.RandomState(SEED + 1)
    rank = min(CHANGE, size)
    change = rng.randn(size, rank) @ rng.randn(rank, size)
    trained = w + change
    found = sc.low_rank(trained - w, rank).cuts[0]
    told = "0 to rounding" if found.relative < ROUNDING else f"{found.relative:.0e}"
    print(f"Weights that training has changed by B A of rank {rank}: cut to rank {rank},")
    print(f"  the change has the relative error {told}.")


def compress(size: int) -> tuple[np.ndarray, Any]:
    """The image at several ranks: what is lost, and what is saved."""
    image = grey(size)
    near = sc.low_rank(image, [*ranks_within(SHOWN, size - 1), size])
    print(f"A grey image, {size} × {size}")
    print("  rank  relative error   energy    saved")
    for cut in near.cuts:
        print(f"  {cut.rank:4}  {cut.relative:14.4f}  {cut.energy:7.3%}  {cut.saved:7.2%}")
    enough = 1 + int(np.searchsorted(energy(near), ENOUGH))
    print(
        f"  95 % of the energy: rank {enough}. The image is not centred, so most of it is the mean."
    )
    whole = near.cuts[-1]
    print(f"  At full rank the factors take {1 - whole.saved:g} times the numbers of the image.")
    return image, near


def energy(near: Any) -> np.ndarray:
    """The share of the squares of the singular values up to each rank."""
    squares = near.singular_values**2
    return np.cumsum(squares) / squares.sum()


def main() -> None:
    """Cut random weights and an image to low rank, and count what LoRA learns."""
    parser = command_line(__doc__, "low_rank.png")
    parser.add_argument("--size", type=count, default=768, help="of the weights (default: 768)")
    parser.add_argument("--image", type=count, default=512, help="of the image (default: 512)")
    given = parser.parse_args()
    w, random = weights(given.size)
    lora(w, ranks_within(RANKS, given.size))
    image, near = compress(given.image)
    draw(given.out, (10, 5), partial(paint, random=random, image=image, near=near))


def paint(figure: Any, random: Any, image: np.ndarray, near: Any) -> None:
    """The image at each rank, errors, singular values and energy."""
    above, below = figure.subfigures(2, 1, height_ratios=[4, 5])
    pictures = [("the image", image)]
    for cut, matrix in zip(near.cuts, matrices(near), strict=True):
        full = cut.rank == min(image.shape)
        pictures.append((f"rank {cut.rank}" + (", full" if full else ""), matrix))
    panels = above.subplots(1, len(pictures))
    for axes, (title, values) in zip(panels, pictures, strict=True):
        axes.imshow(values[:: 1 + len(values) // 200, :: 1 + len(values) // 200], "gray", vmin=0)
        axes.set_title(title, fontsize=10)
        axes.axis("off")
    errors, spectrum, kept = below.subplots(1, 3)
    for k, (label, one) in enumerate({"random weights": random, "image": near}.items()):
        rank = np.arange(1, 1 + len(one.singular_values))
        lost = np.sqrt(np.maximum(1 - energy(one), 1e-20))
        errors.semilogx(rank, lost, f"C{k}", label=label)
        marked = [cut.rank for cut in one.cuts]
        errors.plot(marked, lost[np.array(marked) - 1], f"C{k}o", markersize=4)
        spectrum.loglog(rank, one.singular_values, f"C{k}", label=label)
        kept.semilogx(rank, energy(one), f"C{k}", label=label)
    kept.axhline(ENOUGH, color="k", linestyle="--", linewidth=0.8, label="95 %")
    errors.set(xlabel="rank", title="relative error")
    spectrum.set(xlabel="number", title="singular values")
    kept.set(xlabel="rank", title="energy kept", ylim=(0, 1.05))
    for axes in (errors, spectrum, kept):
        axes.legend(fontsize=8)


if __name__ == "__main__":
    main()
