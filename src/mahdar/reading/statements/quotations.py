"""Quotations: which of them are somebody's words, and which are names or scare quotes."""

from mahdar.reading.statements.scene import Quote, Scene

MIN_QUOTED_WORDS = 3  # shorter quotations are scare quotes
_INTRODUCED_WORDS = 2  # but after a colon two words are enough
_NAME_WORDS = 5  # up to this many words after تنظيم، عملية … are a name


def is_speech(scene: Scene, quote: Quote, *, introduced: bool = False) -> bool:
    """Whether a quotation is somebody's words rather than a name or a scare quote.

    Parameters
    ----------
    scene : Scene
    quote : Quote
    introduced : bool
        Whether a verb of saying and a colon stand right before it.
    """
    if introduced:
        return quote.words >= _INTRODUCED_WORDS
    return quote.words >= MIN_QUOTED_WORDS and not is_name(scene, quote)


def is_name(scene: Scene, quote: Quote) -> bool:
    """Whether a quotation is the name of something: تنظيم «…», عملية «…», «حركة …»."""
    before = quote.first - 1
    if before < 0 or quote.words > _NAME_WORDS or scene.after_colon(quote.first):
        return False
    mention = scene.mention_at[quote.first]
    if mention is not None and mention.first <= quote.first and mention.last >= quote.last:
        # حركة «…» is a name, الجيش «…» a subject before what is said of it.
        definite = mention.first < quote.first and scene.tokens[mention.first].form.startswith("ال")
        return not (definite and quote.words >= MIN_QUOTED_WORDS)
    if quote.words < _NAME_WORDS and scene.is_(quote.first, "naming"):
        return True
    if scene.tokens[before].form == "ب" and before > 0:
        before -= 1  # ما يعرف بـ«…»
    return scene.is_(before, "naming") or scene.bare(before) in scene.lexicon.naming
