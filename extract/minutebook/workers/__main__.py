"""Starts a worker (``python -m minutebook.workers``): bound to its supervisor's life before anything else is loaded."""

from __future__ import annotations

import os
import sys

from minutebook.workers.limits import die_with_parent


def main() -> None:
    """Work until the supervisor, whose process number is the one argument, is gone."""
    bound = die_with_parent()
    if os.name == "posix" and os.getppid() != int(sys.argv[1]):
        return  # it was gone before that
    from minutebook.workers.worker import work  # noqa: PLC0415 - heavy

    work(bound=bound)


if __name__ == "__main__":
    main()
