"""Who may enter: accounts with roles, sessions of browsers, tokens of programs; in a database file of their own.

The file stands beside the archive, not in it, so that an archive can be given away. Passwords are kept as Argon2id
hashes; of sessions and tokens only hashes are kept too.
"""

import re
import secrets
import time
from hashlib import sha256
from pathlib import Path
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import Field
from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.pool import NullPool

from mahdar.archive.clock import now
from mahdar.errors import UsageError
from mahdar.model.base import Frozen

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
LEAST_PASSWORD = 10  # characters
SESSION_SECONDS = 12 * 3_600.0  # without a request
_NAME = re.compile(r"[\w .@-]{1,60}$")
_metadata = MetaData()
_people = Table(
    "people", _metadata,
    Column("name", String(60), primary_key=True), Column("hash", Text, nullable=False),
    Column("role", String(10), nullable=False), Column("since", String(32), nullable=False),
)  # fmt: skip
_sessions = Table(
    "sessions", _metadata,
    Column("key", String(64), primary_key=True), Column("name", ForeignKey(_people.c.name), nullable=False, index=True),
    Column("csrf", String(64), nullable=False), Column("until", Float, nullable=False, comment="seconds since 1970"),
)  # fmt: skip
_tokens = Table(
    "tokens", _metadata,
    Column("key", String(64), primary_key=True), Column("name", ForeignKey(_people.c.name), nullable=False, index=True),
    Column("label", String(100), nullable=False), Column("since", String(32), nullable=False),
)  # fmt: skip


class Account(Frozen):
    """An account, without its password."""

    name: str
    role: Role
    since: str


class Token(Frozen):
    """A token of a program; `key` is the hash by which it is known, not the token."""

    key: str
    label: str
    since: str


class Entered(Frozen):
    """Someone who has entered."""

    account: Account
    csrf: str | None = Field(description="What forms of this session must bring; null for programs")


class People:
    """Keeps accounts.

    Parameters
    ----------
    path : Path
        Of the database file, made where there is none; only its owner can read it.
    """

    def __init__(self, path: Path) -> None:
        new = not path.exists()
        self._engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
        _metadata.create_all(self._engine)
        if new:
            path.chmod(0o600)
        self._hasher = PasswordHasher()
        # Checked where there is no such account, so that it takes as long to be told.
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    # ── accounts ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def accounts(self) -> list[Account]:
        """List all accounts."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_people).order_by(_people.c.name))
            return [Account(name=row.name, role=row.role, since=row.since) for row in rows]

    def add(self, name: str, password: str, role: Role) -> Account:
        """Make an account.

        Raises
        ------
        UsageError
            `bad-account` for a name that is taken or no name, and for a password that is too short.
        """
        name = name.strip()
        if not _NAME.match(name):
            raise _bad(
                "This cannot be the name of an account.", "Give up to 60 letters, digits, spaces or . @ - _", name
            )
        if any(one.name.casefold() == name.casefold() for one in self.accounts()):
            raise _bad("There is an account of this name.", "Choose another name.", name)
        account = Account(name=name, role=role, since=now())
        row = {**account.model_dump(), "hash": self._hash(password)}
        with self._engine.begin() as connection:
            connection.execute(insert(_people).values(row))
        return account

    def change(self, name: str, *, role: Role | None = None, password: str | None = None) -> None:
        """Give an account another role or password; its sessions end.

        Raises
        ------
        UsageError
            `bad-account`, also if no admin would be left.
        """
        if role is not None and role != "admin":
            self._require_another_admin(name)
        values: dict[str, str] = {"role": role} if role else {}
        if password is not None:
            values["hash"] = self._hash(password)
        with self._engine.begin() as connection:
            if values:
                connection.execute(update(_people).where(_people.c.name == name).values(**values))
            connection.execute(delete(_sessions).where(_sessions.c.name == name))

    def remove(self, name: str) -> None:
        """Remove an account with its sessions and tokens; its decisions stay signed with its name.

        Raises
        ------
        UsageError
            `bad-account` if no admin would be left.
        """
        self._require_another_admin(name)
        with self._engine.begin() as connection:
            for table in (_sessions, _tokens, _people):
                connection.execute(delete(table).where(table.c.name == name))

    # ── entering ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def verify(self, name: str, password: str) -> Account | None:
        """Check a password; None if it or the name is wrong."""
        with self._engine.connect() as connection:
            row = connection.execute(select(_people).where(_people.c.name == name.strip())).one_or_none()
        try:
            self._hasher.verify(row.hash if row else self._nobody, password)
        except (VerificationError, InvalidHashError):
            return None
        return Account(name=row.name, role=row.role, since=row.since) if row else None

    def begin_session(self, name: str) -> str:
        """Begin a session, and give its key for the cookie."""
        key = secrets.token_urlsafe(32)
        row = {
            "key": _hashed(key),
            "name": name,
            "csrf": secrets.token_urlsafe(24),
            "until": time.time() + SESSION_SECONDS,
        }
        with self._engine.begin() as connection:
            connection.execute(delete(_sessions).where(_sessions.c.until < time.time()))
            connection.execute(insert(_sessions).values(row))
        return key

    def by_session(self, key: str) -> Entered | None:
        """Give who has a session; it lasts on from now."""
        moment = time.time()
        with self._engine.connect() as connection:
            query = select(_people, _sessions.c.csrf, _sessions.c.until).join(_sessions)
            row = connection.execute(
                query.where(_sessions.c.key == _hashed(key), _sessions.c.until > moment)
            ).one_or_none()
        if row is None:
            return None
        if row.until < moment + SESSION_SECONDS / 2:
            with self._engine.begin() as connection:
                later = update(_sessions).where(_sessions.c.key == _hashed(key))
                connection.execute(later.values(until=moment + SESSION_SECONDS))
        return Entered(account=Account(name=row.name, role=row.role, since=row.since), csrf=row.csrf)

    def end_session(self, key: str) -> None:
        """End a session."""
        with self._engine.begin() as connection:
            connection.execute(delete(_sessions).where(_sessions.c.key == _hashed(key)))

    # ── programs ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def tokens(self, name: str) -> list[Token]:
        """List the tokens of an account."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_tokens).where(_tokens.c.name == name).order_by(_tokens.c.since))
            return [Token(key=row.key, label=row.label, since=row.since) for row in rows]

    def add_token(self, name: str, label: str) -> str:
        """Make a token; it is shown this once."""
        token = f"mahdar_{secrets.token_urlsafe(32)}"
        row = {"key": _hashed(token), "name": name, "label": label[:100] or "—", "since": now()}
        with self._engine.begin() as connection:
            connection.execute(insert(_tokens).values(row))
        return token

    def remove_token(self, name: str, key: str) -> None:
        """Remove a token of an account."""
        with self._engine.begin() as connection:
            connection.execute(delete(_tokens).where(_tokens.c.name == name, _tokens.c.key == key))

    def by_token(self, token: str) -> Entered | None:
        """Give whose a token is."""
        with self._engine.connect() as connection:
            query = select(_people).join(_tokens).where(_tokens.c.key == _hashed(token))
            row = connection.execute(query).one_or_none()
        return Entered(account=Account(name=row.name, role=row.role, since=row.since), csrf=None) if row else None

    def _hash(self, password: str) -> str:
        if len(password) < LEAST_PASSWORD:
            raise _bad("This password is too short.", f"Give {LEAST_PASSWORD} characters at least.")
        return self._hasher.hash(password)

    def _require_another_admin(self, name: str) -> None:
        if not any(one.role == "admin" and one.name != name for one in self.accounts()):
            raise _bad("No admin would be left.", "Make someone else an admin first.", name)


def _hashed(secret: str) -> str:
    # The secrets are random and long, so that a plain hash is enough.
    return sha256(secret.encode()).hexdigest()


def _bad(message: str, hint: str, place: str | None = None) -> UsageError:
    return UsageError("bad-account", message, hint, place)
