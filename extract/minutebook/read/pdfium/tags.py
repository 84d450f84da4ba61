"""Which text a tagged PDF calls a heading (its structure tree, ISO 32000-1, 14.8)."""

from __future__ import annotations

import ctypes

from minutebook.read.pdfium.calls import (
    child_at,
    child_content,
    close_tree,
    content_at,
    count_children,
    count_content,
    count_roots,
    element_type,
    open_tree,
    root_at,
)

_LEVELS = {
    name.encode("utf-16-le"): level for name, level in (("H", 1), ("Title", 1), *((f"H{n}", n) for n in range(1, 7)))
}
"""By the type of an element as pdfium writes it."""
_MOST = 20_000
"""Elements of one page that are looked at."""


def heading_levels(page: int) -> dict[int, int]:
    """Return the level (from 1) of each piece of marked content of a page that stands in a heading, by its id."""
    levels: dict[int, int] = {}
    tree = open_tree(page)
    if not tree:
        return levels
    try:
        waiting = [(root_at(tree, k), 0) for k in range(count_roots(tree))]
        name = ctypes.create_string_buffer(64)
        for at, (element, around) in enumerate(waiting):  # grows while it is walked
            if not element or at > _MOST:
                continue
            level = around or _level(element, name)
            if level:
                for k in range(count_content(element)):
                    levels[content_at(element, k)] = level
            for k in range(count_children(element)):
                child = child_at(element, k)
                if child:
                    waiting.append((child, level))
                elif level:
                    levels[child_content(element, k)] = level
    finally:
        close_tree(tree)
    return levels


def _level(element: int, name: ctypes.Array[ctypes.c_char]) -> int:
    length = element_type(element, name, len(name))
    if not 2 <= length <= len(name):
        return 0
    return _LEVELS.get(name.raw[: length - 2], 0)
