"""Backpropagation: the computational graph, forwards and backwards, with every number."""
