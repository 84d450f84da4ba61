"""The catalogue on a real PostgreSQL server, started for these tests; skipped where its programs are not installed."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from archives import Archive
from minutebook.archive.catalogue import Catalogue
from minutebook.archive.ingest import Plan, Report, ingest
from minutebook.errors import MinutebookError

pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'minutebook[postgresql]')")


def program(name: str) -> str | None:
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(found[-1]) if found else None)


INITDB, CTL = program("initdb"), program("pg_ctl")
pytestmark = pytest.mark.skipif(not (INITDB and CTL), reason="PostgreSQL's initdb and pg_ctl are not installed")


def owner() -> str | None:
    """Return the account as which the server must run, if not as ours: it refuses to run as root."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no account named postgres")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    user = owner()
    home = Path(tempfile.mkdtemp())
    try:
        if user:
            shutil.chown(home, user)
        data = home / "data"

        def call(*words: str | Path | None) -> None:
            subprocess.run([str(w) for w in words], user=user, cwd=home, check=True, stdout=subprocess.DEVNULL)

        call(INITDB, "-D", data, "-U", "clerk", "-A", "trust", "-E", "UTF8")
        socket_only = f"-c listen_addresses='' -k {home} -c fsync=off"
        call(CTL, "-D", data, "-w", "-l", home / "log", "-o", socket_only, "start")
        try:
            yield f"postgresql+psycopg://clerk@/postgres?host={home}"
        finally:
            call(CTL, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def url(server: str) -> str:
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return server


def run(archive: Archive, url: str) -> Report:
    archive.reader.read.clear()
    archive.out.mkdir(exist_ok=True)
    with Catalogue(url) as catalogue, catalogue.alone():
        return ingest((str(archive.sources),), catalogue, archive.out, plan=Plan(engine=archive.reader))


def test_it_holds_what_sqlite_holds(url: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path / "server")
    archive.put("a.pdf", "mend the pump\n=1+1\n")
    archive.put("B.pdf", "paint the gate\n")
    archive.put("é.pdf", "sweep the hall\n")
    run(archive, url)
    (archive.sources / "a.pdf").rename(archive.sources / "c.pdf")
    shutil.copy(archive.sources / "B.pdf", archive.sources / "d.pdf")
    assert run(archive, url).events == {"copied": 1, "moved": 1}
    assert archive.reader.read == []
    assert run(archive, url).written == 0
    plain = Archive(tmp_path / "plain")
    shutil.copytree(archive.sources, plain.sources)
    plain.run()
    assert archive.exported() == plain.exported()
    assert {p.name for p in archive.out.iterdir() if "catalogue" in p.name} == set()


def test_its_search_finds_words(url: str, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.put("a.pdf", "mend the pumps\npaint the gate\n")
    run(archive, url)
    with create_engine(url).connect() as connection:
        found = connection.execute(text("SELECT text FROM actions WHERE search @@ plainto_tsquery('english', 'pump')"))
        assert found.scalars().all() == ["mend the pumps"]


def test_one_run_at_a_time_wherever_it_runs(url: str) -> None:
    with (
        Catalogue(url) as one,
        Catalogue(url) as other,
        one.alone(),
        pytest.raises(MinutebookError) as error,
        other.alone(),
    ):
        pass
    assert error.value.code == "E311"


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(MinutebookError) as error:
        Catalogue(f"postgresql+psycopg://clerk:secret@/postgres?host={tmp_path}")
    assert error.value.code == "E310"
    assert "secret" not in str(error.value)
