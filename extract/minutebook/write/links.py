"""Tells how what is written leads to the files that it was read from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote


def links(places: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the link from a file in a folder to each source, by its name: its path from there, or its web address.

    ``places`` has the path or address of each. Those elsewhere (s3:// and such) have none: no program opens them.
    """
    found = {}
    for name, place in places.items():
        if "://" in place:
            if place.startswith(("http://", "https://")):
                found[name] = place
            continue
        try:
            found[name] = quote(os.path.relpath(place, folder).replace(os.sep, "/"), safe="/", errors="surrogateescape")
        except ValueError:  # on another drive
            found[name] = Path(place).as_uri()
    return found
