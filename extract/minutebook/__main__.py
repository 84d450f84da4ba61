"""``python -m minutebook`` does what ``minutebook`` does."""

from minutebook.cli import main

if __name__ == "__main__":
    main()
