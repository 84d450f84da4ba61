"""Makes the report on an archive: gathers what it tells, takes the pictures, writes the page."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from minutebook.archive.catalogue import Catalogue
from minutebook.report.gather import gather, places, wanted
from minutebook.report.page import write_page
from minutebook.report.pictures import Picture, take


def write_report(catalogue: Catalogue, path: Path, *, most: int) -> Path:
    """Write the report on an archive as one HTML file, with at most so many pictures of places on pages.

    Raises MinutebookError E304 if the file cannot be written.
    """
    report = gather(catalogue, path.absolute().parent)
    at = places(catalogue, list(islice(wanted(report), most)))
    drawn = take(list(at.values()), report.originals)
    pictures: dict[str, dict[int, Picture]] = {}
    for name, part in report.parts.items():
        rows = {k: drawn[at[spot]] for k, spot in enumerate(part.spots) if spot in at and at[spot] in drawn}
        if rows:
            pictures[name] = rows
    return write_page(path, report, pictures)
