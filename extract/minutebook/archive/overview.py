"""What a person asks of a catalogue: how the last runs went, what failed, what waits to be looked at, what changed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from sqlalchemy import func, select

from minutebook.archive.catalogue import Catalogue
from minutebook.archive.tables import RECORDS
from minutebook.errors import ERRORS, NOTICES

NAMED = 10
"""How many documents of one failure are named."""


def overview(catalogue: Catalogue, last: int) -> str:
    """Return the last runs, the documents by status, the failures by cause, and the doubts by code, as text."""
    statuses, records = catalogue.counts()
    lines = ["Last runs:"]
    lines += [_run(r) for r in catalogue.runs(last)] or ["  none yet"]
    lines.append("Documents:")
    lines += [f"  {n:>9,}  {status}" for status, n in statuses.items()] or ["  none yet"]
    lines.append("Records:")
    lines += [f"  {n:>9,}  {table.replace('_', ' ')}" for table, n in records.items()]
    notices = RECORDS["notices"].c
    with catalogue.look() as connection:
        chosen = select(notices.code, func.count()).group_by(notices.code).order_by(notices.code)
        counts = {code: int(n) for code, n in connection.execute(chosen)}
        failed = {code: n for code, n in counts.items() if code in ERRORS}
        if failed:
            lines.append("Without records:")
        for code, n in failed.items():
            lines.append(f"  {n:>9,}  {code} {ERRORS[code].cause} {ERRORS[code].advice}")
            named = select(notices.source).where(notices.code == code).order_by(notices.source).limit(NAMED)
            lines += [f"             {name}" for name in connection.scalars(named)]
            if n > NAMED:
                lines.append(f"             and {n - NAMED:,} more (documents.csv lists them)")
    doubts = {code: n for code, n in counts.items() if code in NOTICES}
    if doubts:
        lines.append("Waits for a person (notices.csv says where):")
        lines += [f"  {n:>9,}  {code} {NOTICES[code]}" for code, n in doubts.items()]
    return "\n".join(lines) + "\n"


def _run(run: dict[str, Any]) -> str:
    report = run["report"]
    what = f"  {run['run']:>5}  {run['started']}  {run['state']:<8}"
    if run["state"] != "finished":
        return what
    failed = len(report["failures"])
    events = ", ".join(f"{n:,} {kind}" for kind, n in report["events"].items()) or "nothing new"
    return f"{what}  {report['seconds']:>8,.1f} s  {events}; {report['read']:,} read, {failed:,} without records"


_COLUMNS = ("source", "document_id", "table", "kind", "record_id", "from_version", "to_version", "before", "after")


def changes_table(catalogue: Catalogue, since: str) -> Iterator[str]:
    """Yield the lines (CSV) of the records that changed when a version later than ``since`` read them."""
    line = StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in (_COLUMNS, *([c[n] for n in _COLUMNS] for c in catalogue.changes(since))):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()
