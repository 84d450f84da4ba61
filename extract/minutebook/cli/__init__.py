"""The command line: the only room that prints or exits."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

from minutebook.cli.commands import COMMANDS
from minutebook.cli.options import PARSERS, whole
from minutebook.cli.telling import say
from minutebook.errors import EXIT, MinutebookError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED, TERMINATED = 130, 143


class _TerminatedError(BaseException):
    """The run was asked to end (SIGTERM)."""


def main() -> NoReturn:
    """Run the command and exit with the code that says how it went."""
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _run(sys.argv[1:])
    except MinutebookError as error:
        say(f"minutebook: {error}")
        code = _exit_code(error)
    except KeyboardInterrupt:
        say("minutebook: stopped. Run the same command again to start over.")
        code = INTERRUPTED
    except _TerminatedError:
        say("minutebook: stopped from outside. Run the same command again to start over.")
        code = TERMINATED
    except ImportError as error:
        say(f"minutebook: a part is missing ({error.name or error}). Install minutebook again: pip install minutebook")
        code = EXIT["dependency"]
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whoever read our output is gone; nothing is left to flush
        code = EXIT["ok"]
    except OSError as error:
        say(f"minutebook: {error.strerror or error}: {error.filename or ''}. Check permissions and the space left.")
        code = EXIT["io"]
    except Exception as error:
        what = f"{type(error).__name__}: {error}"
        say(f"minutebook: E900 minutebook failed ({what}). Please report it with the command.")
        if os.environ.get("MINUTEBOOK_DEBUG"):
            raise
        code = EXIT["internal"]
    sys.exit(code)


def _terminate(_signal: int, _frame: object) -> NoReturn:
    raise _TerminatedError


def _exit_code(error: MinutebookError) -> int:
    if error.code in {"E302", "E303", "E306", "E307", "E308"}:
        return EXIT["usage"]
    if error.code in {"E304", "E310", "E312", "E314"}:
        return EXIT["io"]
    if error.code == "E311":
        return EXIT["locked"]
    if error.code in {"E313", "E315", "E316"}:
        return EXIT["dependency"]
    if error.code in {"E301", "E309", "E900"}:
        return EXIT["internal"]
    return EXIT["some_failed"]


def _run(words: Sequence[str]) -> int:
    """Do what the command line says and return the exit code; a mistake in it ends with how it must look."""
    if words and words[0] in PARSERS:
        parser = PARSERS[words[0]]()
        # options may stand between files, but not where "--" says that all that follows are files
        options = (parser.parse_args if "--" in words else parser.parse_intermixed_args)(words[1:])
        return COMMANDS[words[0]](options)
    parser = whole()
    if words:
        parser.parse_args(words)
    parser.print_help(sys.stderr)
    return EXIT["usage"]
