"""Archives built by hand for tests: tiny files, and an engine that reads them in this process and counts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from minutebook.archive.catalogue import Catalogue
from minutebook.archive.ingest import Plan, Report, ingest
from minutebook.records import Action, AgendaItem, DocumentRecord, Evidence, Meeting, Minutes, NoticeRecord
from minutebook.workers.limits import Limits
from minutebook.workers.supervisor import Job, Outcome, Task
from minutebook.write import pack

E = Evidence(page=1, bbox=(1.0, 2.0, 3.0, 4.0), blocks=("page 1, paragraph 1",), quote="q", rule="r", confidence=0.5)


def minutes_of(text: str, source: str, sha256: str) -> Minutes:
    """Return the records of a file that holds one task a line; "broken" is a damaged file."""
    document = DocumentRecord(id=sha256[:16], source=source, sha256=sha256, media_type="text/plain", version="9")
    meeting = Meeting(id="m-" + sha256[:16], body="Ferry Board", date="2021-05-04")
    if text.startswith("broken"):
        damaged = DocumentRecord(id=document.id, source=source, sha256=sha256, version="9", status="damaged")
        notice = NoticeRecord(code="E106", message="It is damaged.")
        return Minutes(document=damaged, meeting=Meeting(id=meeting.id), notices=(notice,))
    item = AgendaItem(id="i-1", number="1", path="1", title="Tasks", evidence=E)
    tasks = [Action(id=f"a-{line}", item="i-1", text=line, owners=("AB",), evidence=E) for line in text.splitlines()]
    return Minutes(document=document, meeting=meeting, agenda_items=(item,), actions=tuple(tasks))


@dataclass
class Reader:
    """An engine, as ``supervise`` is one; ``read`` holds the names of what it read, in order."""

    read: list[str] = field(default_factory=list)
    stop_after: int | None = None

    def __call__(self, tasks: Iterable[Task], *, job: Job, workers: int, limits: Limits) -> Iterator[Outcome]:
        """Read each task here and now; stop as if killed after ``stop_after`` of them."""
        for task in tasks:
            if self.stop_after is not None and len(self.read) >= self.stop_after:
                raise KeyboardInterrupt
            self.read.append(task.source)
            try:
                data = task.path.read_bytes()
            except OSError:
                shut = DocumentRecord(id=hashlib.sha256(task.source.encode()).hexdigest()[:16], source=task.source)
                shut = DocumentRecord(id=shut.id, source=shut.source, version="9", status="unreadable")
                found = Minutes(document=shut, meeting=Meeting(id="m-" + shut.id))
            else:
                found = minutes_of(data.decode(), task.source, hashlib.sha256(data).hexdigest())
            yield Outcome(task.key, pack(found, job.formats), None, 0.01)


@dataclass
class Archive:
    """A folder of sources and an output folder."""

    base: Path
    reader: Reader = field(default_factory=Reader)

    @property
    def sources(self) -> Path:
        """Where the files lie."""
        return self.base / "minutes"

    @property
    def out(self) -> Path:
        """Where the catalogue and the tables lie."""
        return self.base / "out"

    def put(self, name: str, text: str) -> Path:
        """Write a file and return its path."""
        path = self.sources / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def catalogue(self) -> Catalogue:
        """Open the catalogue."""
        self.out.mkdir(exist_ok=True)
        return Catalogue.in_folder(self.out)

    def run(self, *given: str, **options: Any) -> Report:
        """Run once; ``reader.read`` then holds what was read in this run alone."""
        self.reader.read.clear()
        with self.catalogue() as catalogue:
            plan = Plan(engine=self.reader)
            return ingest(given or (str(self.sources),), catalogue, self.out, plan=plan, **options)

    def exported(self) -> dict[str, bytes]:
        """Return every exported file with its bytes."""
        return {
            p.relative_to(self.out).as_posix(): p.read_bytes()
            for p in sorted(self.out.rglob("*"))
            if p.is_file() and not p.name.startswith((".", "catalogue."))
        }
