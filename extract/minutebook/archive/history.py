"""The history that a catalogue holds, as following wants it; and how many records each document has."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import Connection, func, select

from minutebook.archive.catalogue import Catalogue
from minutebook.archive.tables import RECORDS
from minutebook.follow.past import TABLES, Row


class Kept:
    """The history that a catalogue holds."""

    def __init__(self, catalogue: Catalogue, connection: Connection) -> None:
        self._catalogue = catalogue
        self._connection = connection

    def meetings(self) -> Iterator[Row]:
        """Yield every row of the table of meetings."""
        return self._catalogue.rows_of(self._connection, "meetings")

    def rows(self, documents: Collection[str]) -> Iterator[tuple[str, Row]]:
        """Yield each row of some documents with its table's name."""
        for table in TABLES:
            yield from ((table, row) for row in self._catalogue.rows_of(self._connection, table, documents))


def tally(connection: Connection, table: str) -> dict[str, int]:
    """Return how many rows of a table each document has, by its id."""
    held = RECORDS[table].c.document_id
    return {document: int(n) for document, n in connection.execute(select(held, func.count()).group_by(held))}
