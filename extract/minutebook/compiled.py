"""Compiles regular expressions so that the result can be kept: to compile those of the rules takes long at each start.

What Python's own compiler makes of an expression is a list of numbers for its matcher; kept, they make the same pattern
again in no time. That is no public interface of Python's: where it is not there or does not fit, the expression itself
is compiled, and what is kept is never used by another Python than the one that made it (``BUILD``).
"""

from __future__ import annotations

import base64
import re
import sys
from array import array
from typing import Any

try:
    import _sre  # type: ignore[import-not-found]  # the standard library's, without stubs
    import re._compiler as compiler  # type: ignore[import-not-found]  # the same
except ImportError:
    compiler = None

BUILD = f"{sys.version} {sys.byteorder} {_sre.MAGIC} {_sre.CODESIZE}" if compiler else sys.version
"""The Python that compiled expressions are for."""


def compile_to_keep(source: str, flags: re.RegexFlag) -> tuple[re.Pattern[str], Any]:
    """Return the pattern of an expression and what to keep of it (None if nothing can be). Raises re.error."""
    pattern = re.compile(source, flags)
    try:
        parsed = compiler._parser.parse(source, int(flags))
        code = array("I", compiler._code(parsed, int(flags)))
        names = parsed.state.groupdict
        kept = [
            int(flags) | parsed.state.flags,
            parsed.state.groups - 1,
            names,
            base64.b64encode(code.tobytes()).decode(),
        ]
    except (AttributeError, TypeError, OverflowError):
        return pattern, None
    return pattern, kept if compile_kept(source, flags, kept) == pattern else None


def compile_kept(source: str, flags: re.RegexFlag, kept: Any) -> re.Pattern[str]:  # noqa: ANN401 - plain values
    """Return the pattern of an expression from what was kept of it."""
    try:
        all_flags, groups, names, code = kept
        group_names: list[str | None] = [None] * (groups + 1)
        for name, at in names.items():
            group_names[at] = name
        numbers = array("I", base64.b64decode(code)).tolist()
        pattern: re.Pattern[str] = _sre.compile(source, all_flags, numbers, groups, names, tuple(group_names))
    except (AttributeError, NameError, TypeError, ValueError, IndexError, RuntimeError):
        return re.compile(source, flags)
    return pattern
