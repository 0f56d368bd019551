"""`python -m analysis` is the same as `analysis`."""

from .cli import main

if __name__ == "__main__":
    main()
