"""Which minutes are of one body, however each of them prints its name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from minutebook.follow.past import Row

_SIGNS = re.compile(r"[\W_]+")


def bodies(meetings: Iterable[Row]) -> Iterator[tuple[str | None, list[Row]]]:
    """Yield each body's name and its meetings (by date, then by source), by name; those without a body one by one."""
    groups: dict[str, list[Row]] = {}
    for row in meetings:
        groups.setdefault(_key(row), []).append(row)
    for _, rows in sorted(groups.items()):
        names = Counter(r["body"] for r in rows if r["body"])
        name = min(names, key=lambda n: (-names[n], n)) if names else None
        yield name, sorted(rows, key=lambda r: (r["date"] is None, r["date"] or "", r["source"]))


def _key(row: Row) -> str:
    return _SIGNS.sub(" ", (row["body"] or "").casefold()).strip() or f"\uffff{row['document_id']}"
