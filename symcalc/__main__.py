"""`python -m symcalc` is the command `symcalc`."""

from symcalc.cli import main

if __name__ == "__main__":
    main()
