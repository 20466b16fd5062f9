from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import trafilatura  # noqa: F401 (it warns when it is loaded, unless courlan is loaded with it, as it is here)

from mahdar.archive import Archive, open_archive
from mahdar.following.feeds import Feeds
from mahdar.following.manners import Manners
from mahdar.following.notebook import Notebook
from mahdar.following.rounds import Follower, RoundReport
from mahdar.intake import IntakeOptions
from mahdar.knowledge import load_knowledge
from tests.following.server import Outlet

PARAGRAPHS = [
    "أعلن الوسيط الأممي أمس تمديد الهدنة في وادي المرج أسبوعين بعد محادثات استمرت يومين بين وفدي الحكومة والفصائل.",
    "وقال الوسيط في مؤتمر صحافي إن «الطرفين التزما وقف إطلاق النار وفتح الطرق أمام قوافل الإغاثة» منذ مطلع الشهر.",
    "وأكد قائد الفصائل أن مقاتليه انسحبوا من ثلاث قرى، لكنه اتهم القوات الحكومية بقصف بلدة العين مرتين هذا الأسبوع.",
]
TUESDAY, WEDNESDAY = "Tue, 08 Aug 2017 10:00:00 +0300", "Wed, 09 Aug 2017 10:00:00 +0300"


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now = 1_500_000_000.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


class Desk:
    """Somebody who follows the outlet."""

    def __init__(self, outlet: Outlet, folder: Path, options: IntakeOptions) -> None:
        self.outlet, self.folder, self.options = outlet, folder, options
        self.clock = Clock()
        self.archive: Archive = open_archive(folder / "press.db", create=True)

    def round(self, feeds: list[str] | None = None, sitemaps: list[str] | None = None, **more: object) -> RoundReport:
        """Go round once, as a program started anew."""
        content = {
            "contact": "desk@example.org", "delay": 2,
            "feeds": [self.outlet.address + path for path in (feeds or ([] if sitemaps else ["/rss"]))],
            "sitemaps": [self.outlet.address + path for path in sitemaps or []], **more,
        }  # fmt: skip
        followed = Feeds.model_validate(content)
        notebook = Notebook(self.folder / "state")
        manners = Manners(
            notebook, self.options, followed.contact, followed.delay, clock=self.clock, sleep=self.clock.sleep
        )  # fmt: skip
        try:
            return Follower(followed, self.archive, notebook, manners, load_knowledge()).round()
        finally:
            notebook.close()

    def later(self, minutes: float) -> None:
        self.clock.now += 60 * minutes

    def refused(self) -> dict[str, str]:
        """Codes of what the last import refused, by path."""
        items = self.archive.import_items(self.archive.imports()[0].number)
        return {one.source.removeprefix(self.outlet.address): one.code for one in items if one.code}


@pytest.fixture
def outlet() -> Iterator[Outlet]:
    made = Outlet()
    yield made
    made.close()


@pytest.fixture
def desk(outlet: Outlet, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(outlet, tmp_path, IntakeOptions(allow_private=True, timeout=2.0))
    yield made
    made.archive.close()


@pytest.fixture
def publish(outlet: Outlet) -> Callable[..., list[tuple[str, str | None]]]:
    """Publish so many articles; gives what a feed says of them."""

    def act(count: int) -> list[tuple[str, str | None]]:
        for number in range(count):
            outlet.page(f"/{number}", f"الخبر رقم {number} من وادي المرج", [f"الخبر {number}.", *PARAGRAPHS])
        return [(f"/{number}", TUESDAY) for number in range(count)]

    return act
