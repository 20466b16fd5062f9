"""A real browser for tests: Debian's chromium, driven by playwright; tests are skipped where there is none."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(PROGRAM is None, reason="there is no chromium; CI installs Debian's")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 800}
# Software rendering, so that maps are drawn on machines without a graphics card.
_ARGUMENTS = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 (not where tests are skipped)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class Visit:
    """A page in the browser, and all that must not happen on it.

    Parameters
    ----------
    browser : Browser
    address : str
        Of the server; requests to any other are stopped and noted.
    viewport : dict
    """

    def __init__(self, browser: Any, address: str, viewport: dict[str, int], **options: Any) -> None:
        self.context = browser.new_context(viewport=viewport, locale="en-GB", reduced_motion="reduce", **options)
        self.page = self.context.new_page()
        self.address = address
        self.wrong: list[str] = []
        self.outside: list[str] = []
        self.sent: dict[str, int] = {}
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.context.route("**/*", self._route)

    def _note(self, kind: str, text: str) -> None:
        # The GPU's driver is slow where there is none; nothing else may be complained of.
        if kind in ("error", "warning") and "GPU stall" not in text and "WebGL" not in text:
            self.wrong.append(text)

    def _route(self, route: Any) -> None:
        url = route.request.url
        if url.startswith((self.address, "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(url)
            route.abort()

    def go(self, path: str) -> Any:
        """Open a page and wait until it is still."""
        response = self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        if self.page.locator("[data-ready]").count():
            self.page.wait_for_selector("[data-ready=yes]", timeout=30_000, state="attached")
        return response

    def close(self) -> None:
        """Close it, and see that nothing went wrong."""
        self.context.close()
        assert self.wrong == [], self.wrong
        assert self.outside == []
