"""What compiled functions are given, in order; apart from what writes them, for faster starts."""

from __future__ import annotations

# The arguments of the loop over many points: arrays by the type of their elements, "own" being that
# of the values.
LOOP = {
    "places": "int64",  # see `PLACES`
    "parameters": "own",  # the inputs that are the same for all points; constants follow
    "code": "int32",  # the interpreter's instructions
    "scratch": "own",  # room for one block of every input and output
    "pitch": "count",  # from one of these to the next, in elements
    "streamed": "count",  # not 0: results go past the caches, for they are too large for them
    "doubts": "uint8",  # for each block: whether the C library must compute it again
    "start": "count",  # the first point, a multiple of `block`
    "stop": "count",  # one past the last point
    "block": "count",  # points in a block
}

# Parts of `places`, one after another: what they tell, and of which side.
PLACES = {
    "inputs": "input",  # addresses of the columns, one for each input that is not a parameter
    "input_strides": "input",  # in elements; 0 for one number that stands for all points
    "outputs": "output",  # addresses of the results; of the sums of blocks where they are reduced
    "output_strides": "output",  # in elements
}

# The arguments of the survey, of 64 bits. Of each tuple of arrays: its address, how many there are,
# how many points each has.
SURVEY = {
    "columns": "count",
    "column_count": "count",
    "column_points": "count",
    "results": "count",
    "result_count": "count",
    "result_points": "count",
    "type": "count",  # the address of the type `ndarray`
    "dtype": "count",  # the address of the dtype that all must have
    "size": "count",  # of an element, in bytes
    "wanted": "int64",  # for each result: its number of axes, and the lengths of all but the first
    "places": "int64",  # to fill as the loop takes them; then two words for each item
}
