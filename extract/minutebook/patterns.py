"""Keeps the compiled expressions of minutebook's own modules between two starts: compiling them takes long at each.

They are put where ``re`` keeps those that it compiled last, so that a module that compiles one finds it there. Where
``re`` keeps them otherwise, or nothing was kept, the modules compile them as ever.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from minutebook.compiled import BUILD, compile_kept, compile_to_keep
from minutebook.packcache import recall, remember

_KIND = "patterns"
_MOST = 480
"""``re`` forgets the first of its expressions beyond 512; at so many, those that no module has any more are let go."""


class KeptPatterns:
    """The expressions that were compiled at an earlier start; ``re`` knows them from now on."""

    def __init__(self) -> None:
        self._known = getattr(re, "_cache", None)
        self._name = hashlib.sha256(BUILD.encode()).hexdigest()[:32]
        self._kept: dict[tuple[str, int], Any] = {}
        if not isinstance(self._known, dict):
            return
        for source, flags, code in (recall(_KIND, self._name) or {}).get("patterns", ()):
            self._kept[source, flags] = code
            if code is not None:
                self._known[str, source, flags] = compile_kept(source, re.RegexFlag(flags), code)

    def renew(self) -> None:
        """Keep the expressions that ``re`` knows by now, if there are new ones.

        To be called before a document is read: what is compiled for a document may hold words of it.
        """
        if not isinstance(self._known, dict):
            return
        sources = [(key[1], key[2]) for key in self._known if len(key) == 3 and key[0] is str]
        if self._kept.keys() >= set(sources):
            return
        if len(sources) > _MOST:
            sources = [key for key in sources if key not in self._kept]
        made = {key: self._kept.get(key) or compile_to_keep(key[0], re.RegexFlag(key[1]))[1] for key in sources}
        remember(_KIND, self._name, {"patterns": [(*key, code) for key, code in made.items()]})
