"""Builds the rows of a body's minutes by hand, as following is given them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from minutebook.follow.past import Past, Row
from minutebook.write.schema import TABLES, columns

COLUMNS = {t.name: [c.name for c in columns(t)] for t in TABLES}
OWN = {t.name: t.own for t in TABLES}


def row(table: str, **values: Any) -> Row:
    """A row of a table: what is not given is None."""
    unknown = set(values) - set(COLUMNS[table])
    assert not unknown, f"no columns of {table}: {unknown}"
    return {**dict.fromkeys(COLUMNS[table]), **values}


def past(*meetings: tuple[str | None, Mapping[str, Sequence[Mapping[str, Any]]]], body: str = "Harbour Board") -> Past:
    """The minutes of meetings, each its date and its rows by table; documents are d1, d2 ... and so are files."""
    rows: dict[str, dict[str, list[Row]]] = {}
    heads = []
    for number, (date, tables) in enumerate(meetings, start=1):
        document = f"d{number}"
        around = {"document_id": document, "source": f"{document}.pdf"}
        heads.append(row("meetings", body=body, date=date, meeting_id=f"m{number}", **around))
        rows.setdefault("meetings", {})[document] = [heads[-1]]
        for table, found in tables.items():
            for k, values in enumerate(found, start=1):
                own = {OWN[table]: f"{table[0]}{k}", "body": body, "meeting_date": date, "meeting_id": f"m{number}"}
                rows.setdefault(table, {}).setdefault(document, []).append(row(table, **{**around, **own, **values}))
    return Past(body, tuple(heads), rows)
