"""Starts a worker (``python -m minutebook.workers``): bound to its supervisor's life before anything else is loaded."""

from __future__ import annotations

import gc
import os
import sys

from minutebook.workers.limits import die_with_parent


def main() -> None:
    """Work until the supervisor, whose process number is the one argument, is gone."""
    bound = die_with_parent()
    if os.name == "posix" and os.getppid() != int(sys.argv[1]):
        return  # it was gone before that
    gc.disable()  # until all is loaded, nothing of which is to be collected
    from minutebook.patterns import KeptPatterns  # noqa: PLC0415 - not before this process is bound

    patterns = KeptPatterns()
    from minutebook.workers.worker import work  # noqa: PLC0415 - heavy

    work(bound=bound, patterns=patterns)


if __name__ == "__main__":
    main()
