"""The strategies: a file here holds the ways for some kinds of question."""
