"""Opening the store's file, and saying plainly why it cannot be opened."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import StoreError
from dragoman.store.ddl import SCHEMA_VERSION, statements

if TYPE_CHECKING:
    import duckdb

# Nothing may be fetched at run time, and a store is not a place to load code from.
_CONFIG = (("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false"))


def connect(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the store at `path`, made if it is new. Raises StoreError with what to do."""
    import duckdb

    _check_path(path, read_only=read_only)
    try:
        connection = duckdb.connect(str(path), read_only=read_only, config=dict(_CONFIG))
    except duckdb.Error as error:
        raise _explained(path, error) from error
    try:
        _check_schema(connection, path, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_path(path: Path, *, read_only: bool) -> None:
    """Complains about what can be seen without opening the file."""
    if path.is_dir():
        raise StoreError(
            f"{path}: is a directory, not a store.", hint=f"Name a file, such as {path}/dragoman.duckdb."
        )
    if not path.exists():
        if read_only:
            raise StoreError(f"{path}: there is no store.", hint="Fill one with `dragoman code INPUT`.")
        if not path.absolute().parent.is_dir():
            raise StoreError(
                f"{path}: its directory does not exist.", hint="Make the directory, or name another."
            )
        if not os.access(path.absolute().parent, os.W_OK):
            raise StoreError(
                f"{path}: its directory cannot be written.", hint="Name a store elsewhere with --store."
            )
    elif not os.access(path, os.R_OK):
        raise StoreError(f"{path}: cannot be read.", hint="Check the file's permissions.")
    elif not read_only and not os.access(path, os.W_OK):
        raise StoreError(
            f"{path}: cannot be written.", hint="Check the file's permissions, or name another store."
        )


def _explained(path: Path, error: Exception) -> StoreError:
    """DuckDB's complaint in our words."""
    said = str(error)
    if "Could not set lock" in said:
        holder = re.search(r"PID (\d+)", said)
        who = f"process {holder[1]}" if holder else "another process"
        return StoreError(
            f"{path}: {who} has it open.", hint="Wait until it ends: one process writes at a time."
        )
    if "different configuration" in said:
        return StoreError(
            f"{path}: this process has it open already, in another way.", hint="Close the first Store."
        )
    if "not a valid DuckDB" in said or "not a DuckDB" in said:
        return StoreError(
            f"{path}: is not a DuckDB file.", hint="It was left as it is; name another store with --store."
        )
    return StoreError(f"{path}: cannot be opened: {said}", hint="It was left as it is.")


def _check_schema(connection: duckdb.DuckDBPyConnection, path: Path, *, read_only: bool) -> None:
    """Makes the tables in a new file; refuses a file of something else or of another version."""
    tables = {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables and not read_only:
        connection.execute("BEGIN")
        for statement in statements():
            connection.execute(statement)
        connection.execute("COMMIT")
        return
    version = _version(connection) if "meta" in tables else None
    if version is None:
        raise StoreError(
            f"{path}: is a DuckDB file of another program, not a store.",
            hint="Name another file with --store.",
        )
    if version != str(SCHEMA_VERSION):
        raise StoreError(
            f"{path}: has schema version {version}; this Dragoman reads version {SCHEMA_VERSION}.",
            hint="Open it with the Dragoman that made it, or code the corpus into a new store.",
        )


def _version(connection: duckdb.DuckDBPyConnection) -> str | None:
    """The schema version that the store names, None where it names none."""
    import duckdb

    try:
        row = connection.execute('SELECT "value" FROM meta WHERE "key" = \'schema\'').fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None
