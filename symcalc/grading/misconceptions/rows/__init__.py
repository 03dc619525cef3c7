"""The misconceptions: a file here holds those about one topic."""
