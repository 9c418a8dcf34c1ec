"""`python -m wirecopy` is the command line."""

from wirecopy.cli import main

if __name__ == "__main__":
    main()
