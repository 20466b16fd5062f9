"""Entering and leaving; the own account; and, for admins, the accounts of all."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import Field

from mahdar.errors import MahdarError, UsageError
from mahdar.model.base import Frozen
from mahdar.web.accounts.gate import COOKIE
from mahdar.web.accounts.limits import Attempts
from mahdar.web.accounts.people import ROLES, SESSION_SECONDS, Account, People, Role, Token
from mahdar.web.pages.asking import explained
from mahdar.web.pages.forms import AskedForm, Values, first_of
from mahdar.web.pages.page import AskedPage_, Page

router = APIRouter()


class EnterView(Frozen):
    """The form by which one enters."""

    next: str
    wrong: tuple[str, str] | None = None


class AccountView(Frozen):
    """The own account."""

    tokens: tuple[Token, ...]
    new_token: str | None = Field(default=None, description="A token just made; it is shown this once")
    done: bool = False
    problem: tuple[str, str] | None = None


class PeopleView(Frozen):
    """All accounts."""

    accounts: tuple[Account, ...]
    problem: tuple[str, str] | None = None


@router.get("/enter")
def ask_who(page: AskedPage_, next: Annotated[str, Query(max_length=500)] = "") -> Response:  # noqa: A002
    """Ask who it is."""
    _people(page)
    return page.html("enter.html", view=EnterView(next=_inside(page, next)))


@router.post("/enter")
def enter(page: AskedPage_, request: Request, form: AskedForm) -> Response:
    """Let someone in."""
    people, attempts = _people(page), _attempts(page)
    name, back = first_of(form, "name"), _inside(page, first_of(form, "next"))
    address = request.client.host if request.client else ""
    if attempts.are_too_many(address, name):
        error = UsageError("too-many-attempts", "Too many wrong passwords.", "Wait five minutes.")
        return _again(page, back, error, HTTPStatus.TOO_MANY_REQUESTS)
    account = people.verify(name, form.get("password", [""])[0])
    if account is None:
        attempts.note(address, name)
        error = UsageError("wrong-password", "Name or password is wrong.", "Try again, or ask an admin of this server.")
        return _again(page, back, error, HTTPStatus.FORBIDDEN)
    attempts.forget(address, name)
    response = RedirectResponse(back, HTTPStatus.SEE_OTHER)
    response.set_cookie(
        COOKIE, people.begin_session(account.name), max_age=int(SESSION_SECONDS), httponly=True, samesite="strict",
        secure=request.url.scheme == "https",
    )  # fmt: skip
    return response


@router.post("/leave")
def leave(page: AskedPage_, request: Request) -> Response:
    """Let someone out."""
    _people(page).end_session(request.cookies.get(COOKIE, ""))
    response = RedirectResponse(page.to.to("enter"), HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE)
    return response


@router.get("/account")
def account(page: AskedPage_) -> Response:
    """Show the own account."""
    people = _people(page)
    return page.html("account.html", view=AccountView(tokens=tuple(people.tokens(page.person.name or ""))))


@router.post("/account")
def change_account(page: AskedPage_, form: AskedForm) -> Response:
    """Change the own password, or make and remove tokens."""
    people, name = _people(page), page.person.name or ""
    new_token, problem, done = None, None, False
    act = first_of(form, "act")
    try:
        if act == "password":
            if people.verify(name, form.get("old", [""])[0]) is None:
                raise UsageError("wrong-password", "Name or password is wrong.", "Try again.")
            people.change(name, password=form.get("new", [""])[0])
            return RedirectResponse(page.to.to("enter"), HTTPStatus.SEE_OTHER)
        if act == "token":
            new_token = people.add_token(name, first_of(form, "label"))
        if act == "remove":
            people.remove_token(name, first_of(form, "key"))
            done = True
    except MahdarError as error:
        problem = explained(page, error)
    view = AccountView(tokens=tuple(people.tokens(name)), new_token=new_token, done=done, problem=problem)
    return page.html("account.html", view=view)


@router.get("/people")
def people_page(page: AskedPage_) -> Response:
    """Show all accounts to an admin."""
    return page.html("people.html", view=PeopleView(accounts=tuple(_people(page).accounts())), roles=ROLES)


@router.post("/people")
def change_people(page: AskedPage_, form: AskedForm) -> Response:
    """Make, change and remove accounts."""
    people = _people(page)
    problem = None
    try:
        _change(people, form)
    except MahdarError as error:
        problem = explained(page, error)
    return page.html("people.html", view=PeopleView(accounts=tuple(people.accounts()), problem=problem), roles=ROLES)


def _change(people: People, form: Values) -> None:
    name, act = first_of(form, "name"), first_of(form, "act")
    if act == "remove":
        people.remove(name)
        return
    role = _role(first_of(form, "role"))
    if act == "add":
        people.add(name, form.get("password", [""])[0], role)
    if act == "role":
        people.change(name, role=role)


def _role(name: str) -> Role:
    for one in ROLES:
        if one == name:
            return one
    raise UsageError("bad-account", "There is no such role.", f"One of {', '.join(ROLES)}.", name)


def _again(page: Page, back: str, error: MahdarError, status: HTTPStatus) -> Response:
    return page.html("enter.html", status, view=EnterView(next=back, wrong=explained(page, error)))


def _inside(page: Page, path: str) -> str:
    """Go back only to a page of this server, never to another."""
    is_ours = path.startswith(("/ar/", "/en/")) and "\\" not in path and "//" not in path
    return path if is_ours else page.to.to("")


def _people(page: Page) -> People:
    people: People | None = page.request.app.state.people
    if people is None:
        raise UsageError("no-such-page", "There is nothing here.", "This server has no accounts; start it with --auth.")
    return people


def _attempts(page: Page) -> Attempts:
    attempts: Attempts = page.request.app.state.attempts
    return attempts
