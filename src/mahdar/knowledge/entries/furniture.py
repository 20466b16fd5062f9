"""Entries that intake reads: page furniture, the sources that articles credit, and what tells languages apart."""

from typing import Literal

from pydantic import Field

from mahdar.knowledge.entries.base import Entry, Name

# How the forms of a piece of furniture relate to a line; numbers and punctuation do not count, unless said.
#   line      the line is the form and nothing else
#   label     the line begins with the form and a mark that sets it off (: | / .. -), or is the form
#   start     the line begins with the form
#   end       the line ends with the form
#   inside    the line contains the form
#   made-of   the line is a string of forms (share bars, forms to fill in)
#   caption   the line ends with brackets that hold nothing but words of the forms and credited sources
#   crumbs    the line is a path of short steps that begins with the form
#   credit    a label, as above, before credited sources, which are kept as agencies
#   stamp     every word of the line is a word of some form, and the line holds a full date
#   sentence  not furniture: a line that begins so is running text, never a related headline
#   sourcing  not furniture: words that put a source into the sentence, so that it is no credit
#   not-place not furniture: words that no place at the head of a dateline holds
Match = Literal[
    "line", "label", "start", "end", "inside", "made-of", "caption", "crumbs", "credit", "stamp", "sentence",
    "sourcing", "not-place",
]  # fmt: skip


class Furniture(Entry):
    """What a page puts around an article, recognised line by line on folded text.

    Attributes
    ----------
    id : str
    reason : str
        What it is on the page and why it is no part of the article.
    match : str
        How forms relate to a line (see `Match`).
    forms : tuple[str, ...]
    words : int
        The longest line, in words, that is taken for it.
    also : tuple[str, ...]
        Where given, the line must hold one of these too.
    number : bool
        Whether the line must hold a number.
    stop : bool
        Whether the line may end with a full stop, as sentences do.
    edge : bool
        Whether it counts only among the first and last lines of the text.
    beneath : bool
        Whether headlines of other articles follow on lines of their own.
    inline : bool
        Whether it also stands glued to the end of a paragraph, after a full stop or in brackets.
    months : dict[int, tuple[str, ...]]
        Only for `stamp`: names of the months by number.
    keeps : tuple[str, ...]
        Sentences that look like it and must stay; run by the test suite.
    """

    id: str
    reason: str
    match: Match
    forms: tuple[str, ...]
    words: int = 12
    also: tuple[str, ...] = ()
    number: bool = False
    stop: bool = False
    edge: bool = False
    beneath: bool = False
    inline: bool = False
    months: dict[int, tuple[str, ...]] = Field(default_factory=dict)
    keeps: tuple[str, ...] = ()


class CreditedSource(Entry):
    """A news agency or another source that articles credit.

    Attributes
    ----------
    id : str
    name : Name
    kind : str
        "agency", "media" (its name alone on a line may also be a word of the text), "photo" (taken off, not kept).
    forms : tuple[str, ...]
        Names that are nothing else, even alone on a line.
    bare : tuple[str, ...]
        Names that are also ordinary words: a credit only in brackets, after a label or after a place and a dash.
    """

    id: str
    name: Name
    kind: Literal["agency", "media", "photo"] = "agency"
    forms: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()


class WrittenLanguage(Entry):
    """A language written in Arabic script, by letters Arabic lacks and by words no text of it can do without."""

    id: str = Field(pattern=r"^[a-z]{3}$")
    name: Name
    letters: str = ""
    forms: tuple[str, ...]
