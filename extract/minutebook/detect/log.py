"""Reads tables of actions: which list them, which have an action column beside the text, what each column holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from minutebook.dates import find_dates
from minutebook.document import Document, Table
from minutebook.rulepack import Rules

Kind = Literal["log", "beside", "other"]
"""``log``: one action a row. ``beside``: a column of owners or tasks stands beside the minutes' text."""

_TRACKING = frozenset({"owner", "due", "status", "update", "completed"})


_DATED = re.compile(r"(?<=\w)\s+(?:(?:at|as\s+at|on|to)\s+)?(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\s+20\d\d$")
"""The date behind what a column holds ("Status May 2031")."""
_REFERENCE = re.compile(r"[A-Z]{0,3}[\d./-]{1,8}[.)]?")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with the blocks of each cell, its kind and the role of each column whose header says one.

    ``header`` is the number of rows at the top that hold headers only; the row of a header that stands beside text is
    no such row. ``caption`` is the heading or line above the table, "" if unknown.
    """

    index: int
    table: Table
    kind: Kind
    roles: dict[int, str]
    header: int
    cells: dict[tuple[int, int], tuple[int, ...]]
    caption: str = ""

    def columns(self, role: str) -> tuple[int, ...]:
        """Return the columns with the role, from left to right."""
        return tuple(sorted(c for c, r in self.roles.items() if r == role))

    def blocks(self, row: int, role: str) -> tuple[int, ...]:
        """Return the blocks of a row's cells with the role, in order."""
        return tuple(i for c in self.columns(role) for i in self.cells.get((row, c), ()))

    def text(self, document: Document, row: int, role: str) -> str:
        """Return the text of a row's cells with the role, blocks parted by a newline."""
        return "\n".join(document.blocks[i].text.strip() for i in self.blocks(row, role)).strip()


@dataclass(frozen=True, slots=True)
class Frame:
    """What a table says by itself: the fields of ``Grid``, and whether its header shares its row with text."""

    index: int
    table: Table
    roles: dict[int, str]
    header: int
    cells: dict[tuple[int, int], tuple[int, ...]]
    caption: str
    shared: bool


def frames_of(document: Document, rules: Rules, captions: Mapping[int, str]) -> tuple[Frame, ...]:
    """Return the header of every table of the document; ``captions`` are the texts above the tables by their index."""
    cells: dict[int, dict[tuple[int, int], list[int]]] = {}
    for i, block in enumerate(document.blocks):
        if block.cell is not None and block.kind == "body":
            cells.setdefault(block.cell.table, {}).setdefault((block.cell.row, block.cell.column), []).append(i)
    above: dict[int, str] = {}
    last = ""
    for block in document.blocks:
        if block.kind == "body":
            if block.cell is not None:
                above.setdefault(block.cell.table, last)
                last = ""
            else:
                last = block.text
    frames = []
    for index, table in enumerate(document.tables):
        held = {at: tuple(v) for at, v in cells.get(index, {}).items()}
        roles, header, shared = _header(document, held, table, rules)
        if rules.search("actions.list_heading", above.get(index, "").strip()) and "action" not in roles.values():
            roles = {c: "action" if role == "text" and "owner" in roles.values() else role for c, role in roles.items()}
        if not roles and above.get(index):
            roles = _header_above(document, held, table, above[index], rules)
        if not roles and rules.search("actions.list_heading", above.get(index, "").strip()):
            roles = _roles_of_content(document, held, table, rules)
        if not roles:
            roles = _labelled_rows(document, held, table, rules)
        frames.append(Frame(index, table, roles, header, held, captions.get(index, ""), shared))
    return tuple(frames)


def grids(
    document: Document,
    rules: Rules,
    frames: Sequence[Frame],
    headings: AbstractSet[int],
    owners: Callable[[str], bool] | None = None,
) -> tuple[Grid, ...]:
    """Return what each table is: one with an action column, a list of actions, or another.

    ``headings`` are the blocks that open an agenda item, ``owners`` says whether a text names nothing but people who
    can do something. A table that goes on at the head of the next page without a header of its own has the roles of the
    one before it.
    """
    found: list[Grid] = []
    among = [f for f in frames if not f.roles]
    noted: dict[int, dict[int, str]] = {}  # what such tables hold at the right, for all of one shape
    for frame in frames:
        index, table, roles, header, held = frame.index, frame.table, frame.roles, frame.header, frame.cells
        before = found[-1] if found else None
        kind: Kind
        if not roles and before and before.kind != "other" and _goes_on(before.table, table):
            found.append(Grid(index, table, before.kind, dict(before.roles), 0, held, before.caption))
            continue
        inside = frame.shared or any(i in headings for at, v in held.items() for i in v if at[0] >= header)
        if not roles and inside and owners is not None:
            if index not in noted:
                parts = [f for f in among if _alike(f.table, table)]
                noted |= dict.fromkeys((f.index for f in parts), _notes_at_the_right(document, parts, rules, owners))
            roles = noted[index]
        kind = _kind(document, held, roles, header, rules, business=inside, caption=frame.caption)
        if kind == "log":
            roles = _complete(document, held, roles, header, table)
        found.append(Grid(index, table, kind, roles, header, held, frame.caption))
    return tuple(found)


def _header_above(
    document: Document, held: dict[tuple[int, int], tuple[int, ...]], table: Table, line: str, rules: Rules
) -> dict[int, str]:
    """Read the header of a table from the line above it ("Item<tab>By whom<tab>By when") that is outside its rules."""
    parts = [p.strip() for p in line.split("\t") if p.strip()]
    hits = [rules.fullmatch("actions.column", p) for p in parts]
    named = [h.rule.value for h in hits if h is not None]
    if len(parts) < 2 or len(named) != len(parts) or not table.columns - 1 <= len(parts) <= table.columns:
        return {}
    columns = list(range(table.columns))
    if len(parts) < table.columns:
        size = {c: sum(len(_cell(document, held, r, c)) for r in range(table.rows)) for c in columns}
        columns.remove(max(columns, key=lambda c: size[c]))
    return _owner_or_due(document, held, dict(zip(columns, named, strict=True)), 0, table)


def _roles_of_content(
    document: Document, held: dict[tuple[int, int], tuple[int, ...]], table: Table, rules: Rules
) -> dict[int, str]:
    """Tell the columns of a list without a header by what they hold; none if it has no tasks with owners or dates."""
    roles: dict[int, str] = {}
    rest: dict[int, list[str]] = {}
    for c in range(table.columns):
        texts = [t for r in range(table.rows) if (t := _cell(document, held, r, c))]
        if not texts:
            continue
        if all(_REFERENCE.fullmatch(t) for t in texts):
            roles[c] = "reference"
        elif 2 * sum(rules.fullmatch("actions.due_words", t) is not None for t in texts) > len(texts):
            roles[c] = "due"
        else:
            rest[c] = texts
    if len(rest) not in (1, 2):
        return {}
    action = max(rest, key=lambda c: sum(len(t) for t in rest[c]))
    if 2 * sum(len(t.split()) > 2 for t in rest[action]) < len(rest[action]):
        return {}
    roles[action] = "action"
    for c in rest.keys() - {action}:
        if not all(len(t) <= 40 and t[:1].isupper() for t in rest[c]):
            return {}
        roles[c] = "owner"
    return roles if len(set(roles.values()) & {"action", "owner", "due"}) > 1 else {}


def _labelled_rows(
    document: Document, held: dict[tuple[int, int], tuple[int, ...]], table: Table, rules: Rules
) -> dict[int, str]:
    """Tell the columns of a table without a header of which each row begins with a label ("ACTION 4"); else none."""
    rows = {r for r, _ in held}
    first = [_cell(document, held, r, 0) for r in rows]
    if table.columns < 2 or not all(rules.fullmatch("actions.row_label", t) for t in first):
        return {}
    sizes = {c: sum(len(_cell(document, held, r, c)) for r in rows) for c in range(1, table.columns)}
    action = max(sizes, key=lambda c: sizes[c])
    if sizes[action] < 12 * len(rows):
        return {}
    roles = {0: "reference", action: "action"}
    for c in sorted(sizes.keys() - {action}):
        texts = [t for r in rows if (t := _cell(document, held, r, c))]
        if not texts or any(len(t) > 60 for t in texts):
            continue
        dated = all(rules.fullmatch("actions.due_words", t) for t in texts)
        roles[c] = "due" if dated or "owner" in roles.values() else "owner"
    return roles


def _notes_at_the_right(
    document: Document, parts: Sequence[Frame], rules: Rules, owners: Callable[[str], bool]
) -> dict[int, str]:
    """Tell an action column without a header: the last, with nothing but owners, short tasks and "None" in it.

    ``parts`` are the table and those of its shape, into which page breaks part it. Owners alone may be those who
    report, so that at least one task or "None" must tell what the column is for.
    """
    last = max((c for f in parts for _, c in f.cells), default=0)
    blocks = [(c, document.blocks[i]) for f in parts for (_, c), held in f.cells.items() for i in held]
    notes = [" ".join(b.text.split()) for c, b in blocks if c == last]
    if last == 0 or len(notes) < 3 or any(len(t) > 60 for t in notes):
        return {}
    tasks = sum(rules.match("actions.to_verb", t) is not None for t in notes)
    idle = sum(rules.fullmatch("actions.no_owner", t) is not None and any(c.isalpha() for c in t) for t in notes)
    named = sum(owners(t) for t in notes if not rules.fullmatch("actions.no_owner", t))
    if tasks + named < 2 or not tasks + idle or 5 * (tasks + idle + named) < 4 * len(notes):
        return {}
    return {last: "action"} if any(len(b.text) > 160 for c, b in blocks if c < last) else {}


def _alike(a: Table, b: Table) -> bool:
    """True if two tables have the same columns."""
    return a.columns == b.columns and all(abs(x - y) < 12 for x, y in zip(a.edges, b.edges, strict=False))


def _goes_on(before: Table, table: Table) -> bool:
    if before.page is None or table.page is None:
        return False
    return _alike(before, table) and table.page - before.page in (0, 1)


def _cell(document: Document, held: dict[tuple[int, int], tuple[int, ...]], row: int, column: int) -> str:
    return " ".join(" ".join(document.blocks[i].text.split()) for i in held.get((row, column), ()))


def _header(
    document: Document, held: dict[tuple[int, int], tuple[int, ...]], table: Table, rules: Rules
) -> tuple[dict[int, str], int, bool]:
    """Return (role by column, header rows, whether the header shares its row with text)."""
    for row in range(min(table.rows, 8)):
        texts = {c: t for c in range(table.columns) if (t := _cell(document, held, row, c))}
        named = {
            c: hit.rule.value
            for c, t in texts.items()
            if len(t) <= 80 and (hit := rules.fullmatch("actions.column", _DATED.sub("", t))) is not None
        }
        if len(texts) >= 2 and len(named) == len(texts) and len(named) >= 2:
            return _owner_or_due(document, held, named, row + 1, table), row + 1, False
        if row == 0 and table.columns == 1 < table.rows and named.get(0) == "action":
            return named, 1, False  # a list of tasks and no more
        last = max(texts, default=-1)
        if len(texts) >= 3 and len(named) >= 2 and len(named) >= len(texts) - 1 and row < 3:
            roles = _owner_or_due(document, held, named, row + 1, table)
            if set(roles.values()) & {"action", "owner"}:
                return roles, row + 1, False
        if named.get(last) in ("action", "owner") and last >= table.columns - 2 and last > 0:
            alone = len(texts) == 1
            # "1 | Welcome | ACTION", or ACTION alone over the last column
            return {last: "action" if named[last] == "action" else "owner"}, row + 1 if alone else row, not alone
    return {}, 0, False


def _owner_or_due(
    document: Document, held: dict[tuple[int, int], tuple[int, ...]], named: dict[int, str], first: int, table: Table
) -> dict[int, str]:
    """Settle what the words alone leave open.

    "To be completed by" is the due date if it holds dates, else the owner; "Notes" before the action column are the
    minutes' text, after it the action's progress.
    """
    roles = dict(named)
    actions = [c for c, role in named.items() if role == "action"]
    holders = [c for c, role in named.items() if role == "owner"]
    for c, role in named.items():
        if role == "update" and actions and c < actions[0]:
            roles[c] = "text"
        if role == "date" and actions and c > actions[-1] and "due" not in named.values():
            roles[c] = "due"
        if role in ("reference", "item") and (actions or holders):
            texts = [t for r in range(first, table.rows) if (t := _cell(document, held, r, c))]
            if role == "item" and texts and all(_REFERENCE.fullmatch(t) for t in texts):
                roles[c] = "reference"
            if texts and max(len(t) for t in texts) > 160:
                roles[c] = "text"
    for c, role in named.items():
        bare = re.fullmatch(r"dates?", _cell(document, held, first - 1, c), re.IGNORECASE)
        if role == "date" and not actions and holders and c > holders[-1] and bare and "due" not in named.values():
            roles[c] = "due"
    texts_in = [c for c, role in named.items() if role == "text"]
    if not actions and holders and len(texts_in) == 1 and {"due", "status"} & set(roles.values()):
        free = (texts_in[0], *(c for c in range(table.columns) if c not in roles))
        cells = {c: [_cell(document, held, r, c) for r in range(first, table.rows)] for c in free}
        best = max(free, key=lambda c: sum(map(len, cells[c])))
        if max(map(len, cells[best]), default=0) <= 200:
            roles[texts_in[0]] = "item"  # "Issue", beside a column whose head says nothing that is known
            roles[best] = "action"  # "Description" of what is to be done
    for c in set(range(table.columns)) - set(roles):
        if (
            "item" in named.values()
            and not set(named.values()) & {"due", "status", "update"}
            and max((len(_cell(document, held, r, c)) for r in range(first, table.rows)), default=0) > 160
        ):
            roles[c] = "text"
    for c, role in named.items():
        if role == "owner_or_due":
            texts = [t for r in range(first, table.rows) if (t := _cell(document, held, r, c))]
            dated = sum(1 for t in texts if find_dates(t))
            roles[c] = "due" if texts and dated * 2 >= len(texts) else "owner"
            if roles[c] == "owner" and "owner" in named.values():
                roles[c] = "due"
    return roles


def _kind(
    document: Document,
    held: dict[tuple[int, int], tuple[int, ...]],
    roles: dict[int, str],
    header: int,
    rules: Rules,
    *,
    business: bool,
    caption: str,
) -> Kind:
    have = set(roles.values())
    if not have & {"action", "owner"}:
        return "other"
    titled = bool(rules.search("actions.caption", caption))
    if "text" not in have:
        if "action" in have and len(have & _TRACKING) >= (2 if business else 1):
            return "log"
        if "owner" in have and titled and (have & {"due", "status", "update"} or not business):
            return "log"
        if "owner" in have and have & {"due", "status"} and not business:
            return "log" if "due" in have or _tasks(document, held, header, rules) else "other"
        if "action" in have and not business and (titled or have & {"reference", "date"}) and len(roles) >= 2:
            return "log"
    if "action" in have and not business and all(column == 0 for _, column in held):
        return "log"
    if "action" in have or business or "text" in have:
        return "beside"
    return "other"


def _tasks(document: Document, held: dict[tuple[int, int], tuple[int, ...]], header: int, rules: Rules) -> bool:
    """True if half of the rows read like tasks."""
    rows = {r for r, _ in held if r >= header}
    hits = {
        r
        for (r, c), v in held.items()
        if r >= header and any(rules.search("actions.to_verb", document.blocks[i].text) for i in v)
    }
    return bool(rows) and len(hits) * 2 >= len(rows)


def _complete(
    document: Document, held: dict[tuple[int, int], tuple[int, ...]], roles: dict[int, str], header: int, table: Table
) -> dict[int, str]:
    """Find the action column of a list whose header leaves it blank or calls it "Item"."""
    if "action" in roles.values():
        return _one_action(document, held, roles, header, table)
    length: dict[int, int] = {}
    for (row, column), blocks in held.items():
        if row >= header:
            length[column] = length.get(column, 0) + sum(len(document.blocks[i].text) for i in blocks)
    free = [c for c in length if roles.get(c) in (None, "item", "text")]
    if not free:
        return roles
    best = max(free, key=lambda c: length[c])
    full = dict(roles)
    if best not in roles and "item" in roles.values():
        full = {c: ("reference" if r == "item" else r) for c, r in roles.items()}
    full[best] = "action"
    return full


def _one_action(
    document: Document, held: dict[tuple[int, int], tuple[int, ...]], roles: dict[int, str], header: int, table: Table
) -> dict[int, str]:
    """Keep one action column where the header names two ("Task | Action")."""
    columns = [c for c, r in roles.items() if r == "action"]
    if len(columns) < 2:
        return roles
    size = {c: sum(len(_cell(document, held, r, c)) for r in range(header, table.rows)) for c in columns}
    best = max(columns, key=lambda c: size[c])
    return {c: ("item" if c in columns and c != best else r) for c, r in roles.items()}


def merged_rows(grid: Grid, document: Document) -> tuple[tuple[int, ...], ...]:
    """Return the rows of a list, each with the rows that go on with it (a page break cut it: only text, no key).

    A row with a single cell outside the action column is there too: it may head those below.
    """
    found: list[list[int]] = []
    keys: Sequence[str] = ("reference", "date", "owner", "due", "status")
    present = [k for k in keys if grid.columns(k)]
    for row in range(grid.header, grid.table.rows):
        filled = [k for k in present if grid.blocks(row, k)]
        action = grid.blocks(row, "action")
        if not action and not grid.blocks(row, "update"):
            if len([c for c in range(grid.table.columns) if grid.cells.get((row, c))]) == 1:
                found.append([row])  # one line over the rows that follow
            continue
        first = document.blocks[action[0]].text.lstrip() if action else ""
        goes_on = found and ((not action) or (not filled and present and first[:1].islower()))
        if goes_on:
            found[-1].append(row)
        else:
            found.append([row])
    return tuple(tuple(r) for r in found)
