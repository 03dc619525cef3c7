"""What is said where a question about a matrix formula cannot be answered."""

from __future__ import annotations

FAILS = {
    "volume": "log |det J| needs a square Jacobian, and this one is {shape}",
    "wrt-matrix": "{what} by a matrix has four indices",
    "vector": "{name} is in the formula already",
    "array": "{name} is not an array of numbers: {value}",
    "fact": "{word} is nothing that can be assumed of {name}",
    "not-square": "{name} is not square, so it cannot be {word}",
    "assuming": "assumptions are a text, and this is {value}",
    "broken": "{name} is not {fact} at this point: {why}",
    "condition": "there is no value at this point. {told}",
    "no-value": "there is no value at this point",
    "no-shapes": "this is a formula of matrices, and no shapes are declared",
    "no-shape": "{name} is used as a matrix ({used}) but has no shape",
}
HINTS = {
    "volume": "leave logdet out, or take log det(J^T J) of it",
    "wrt-matrix": "ask for the gradient of a number made of it, as sum(f) or u^T f v; a Jacobian "
    "is of a vector by a vector, and hvp works by matrices too",
    "vector": "name the direction otherwise: --vector {name}",
    "array": "write it as [[1, 2], [3, 4]], or [1, 2] for a vector",
    "fact": "a square matrix can be symmetric, orthogonal, diagonal or positive definite, and "
    "labels one-hot",
    "close-fact": "did you mean {name} {word}?",
    "not-square": "its shape is {shape}",
    "assuming": 'write assuming="A symmetric, y one-hot"',
    "broken": "give a value for which it holds, or ask without the assumption",
    "no-shapes": 'declare them: --shapes "W: (m, n), x: n"',
    "no-shape": 'declare it: --shapes "{name}: {shape}"',
}
