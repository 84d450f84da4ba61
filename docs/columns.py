"""Writes docs/columns.md, which says what every column of every table means (run it as python docs/columns.py).

The words are those of the records' own definitions (records.py, follow/registers.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from minutebook.write.datapackage import datapackage
from minutebook.write.registers import REGISTERS
from minutebook.write.schema import TABLES

PAGE = Path(__file__).with_name("columns.md")
_HEAD = """# What every column means

*Written by `docs/columns.py` from the program's own definitions; `datapackage.json`, in the output folder, says the
same to programs, and the sheet `columns` of the workbook to readers.*

Types: `string` text, `integer` a whole number, `number` a number, `boolean` true or false. Dates are text in ISO form,
as precise as the minutes state them: `2021-06-03`, `2021-06`, `2021`. Lists are parted by a semicolon and a space. An
empty cell means that the minutes do not say. The *key* names the columns that tell a row from all others; *leads to*
says in which table, and by which columns, more is to be found.

In the CSV files a cell of text that a spreadsheet would turn into something else has an apostrophe in front, which is
no part of it ([docs/analyst.md](analyst.md) shows how to take it off). The workbook and Parquet have none.

"""


def page() -> str:
    """Return the whole page."""
    resources = datapackage((*TABLES, *REGISTERS))["resources"]
    over_time = {t.name for t in REGISTERS}
    parts = [_HEAD, "## Tables\n\n| table | one row is |\n|---|---|\n"]
    parts += [f"| [{r['name']}](#{r['name']}) | {_row(r['description'])} |\n" for r in resources]
    parts += ["\n## Tables of single meetings\n"]
    parts += [p for r in resources if r["name"] not in over_time for p in _table(r)]
    parts += ["\n## Tables over time\n"]
    parts += [p for r in resources if r["name"] in over_time for p in _table(r)]
    return "".join(parts)


def _row(about: str) -> str:
    return about.removeprefix("One row ").rstrip(".")


def _table(resource: Mapping[str, Any]) -> Iterator[str]:
    schema = resource["schema"]
    yield f"\n### {resource['name']}\n\n{resource['description']}"
    if key := schema.get("primaryKey"):
        yield f" Key: {', '.join(f'`{k}`' for k in key)}."
    yield "\n\n"
    if keys := schema["foreignKeys"]:
        leads = [
            f"`{k['fields']}` to `{k['reference']['resource'] or resource['name']}.{k['reference']['fields']}`"
            for k in keys
        ]
        yield f"Leads to: {', '.join(leads)}.\n\n"
    yield "| column | type | meaning |\n|---|---|---|\n"
    for column in schema["fields"]:
        yield f"| `{column['name']}` | {column['type']} | {column['description'].replace('|', ' ')} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
