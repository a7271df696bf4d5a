"""`python -m moments` is `moments`."""

from moments.cli import main

if __name__ == "__main__":
    main()
