"""The document: an article cut into tokens, sentences and quotations, with what the stages have found so far."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from mahdar.arabic.folding import Folded, fold_with_map
from mahdar.arabic.sentences import Quotation, Sentence, find_quotations, split_paragraphs, split_sentences
from mahdar.arabic.tokens import Token, tokenize
from mahdar.model import Article, Span


@dataclass(frozen=True)
class Document:
    """An article ready for the stages.

    All offsets are code points of `article.text`; all token ranges are [first, last] inclusive unless said otherwise.

    Attributes
    ----------
    article : Article
    folded : Folded
    tokens : tuple[Token, ...]
    paragraphs : tuple[tuple[int, int], ...]
        The first one is the title if `article.title` is set.
    quotations : tuple[Quotation, ...]
    sentences : tuple[Sentence, ...]
    """

    article: Article
    folded: Folded
    tokens: tuple[Token, ...]
    paragraphs: tuple[tuple[int, int], ...]
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]
    _starts: list[int] = field(repr=False, default_factory=list)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def sentence_tokens(self) -> tuple[tuple[int, int], ...]:
        """For each sentence the token range [first, past)."""
        return tuple((bisect_left(self._starts, s.start), bisect_left(self._starts, s.end)) for s in self.sentences)

    @cached_property
    def sentence_of(self) -> tuple[int, ...]:
        """For each token the index of its sentence."""
        result = [0] * len(self.tokens)
        for number, (first, past) in enumerate(self.sentence_tokens):
            result[first:past] = [number] * (past - first)
        return tuple(result)

    @cached_property
    def _paragraphs(self) -> tuple[int, ...]:
        """For each token the number of its paragraph, as `paragraph_of` tells it."""
        untitled = self.article.title is None
        numbers = [sentence.paragraph + untitled for sentence in self.sentences] or [0]
        return tuple(numbers[sentence] for sentence in self.sentence_of)

    def paragraph_of(self, token: int) -> int:
        """Number of the paragraph in which a token stands: 0 is the title, 1 the lead even where there is no title."""
        return self._paragraphs[token]

    def offset(self, token: int, folded_characters: int = 0) -> int:
        """Original offset of a token's start, or of the place after some of its folded characters."""
        return self.folded.origin[self.tokens[token].fold_start + folded_characters]

    def span(self, first: int, last: int, cut: int = 0) -> Span:
        """Offsets of a token range, without the first `cut` folded characters (proclitics)."""
        return (self.offset(first, cut), self.tokens[last].end)

    def token_at(self, offset: int) -> int:
        """Index of the token that covers an offset or, if none does, of the next one (may be len(tokens))."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and self.tokens[at].end > offset else at + 1

    def token_range(self, span: Sequence[int]) -> tuple[int, int]:
        """Tokens [first, past) that overlap a span."""
        return self.token_at(span[0]), bisect_left(self._starts, span[1])

    @cached_property
    def _quotations(self) -> dict[int, tuple[list[int], list[Quotation]]]:
        """By depth, where quotations begin and the quotations; those of one depth never overlap."""
        found: dict[int, tuple[list[int], list[Quotation]]] = {}
        for quotation in self.quotations:
            starts, here = found.setdefault(quotation.depth, ([], []))
            starts.append(quotation.start)
            here.append(quotation)
        return found

    def quotation_at(self, offset: int, *, depth: int = 0) -> Quotation | None:
        """The quotation of the given depth that covers an offset."""
        starts, here = self._quotations.get(depth, ([], []))
        at = bisect_right(starts, offset) - 1
        return here[at] if at >= 0 and offset < here[at].end else None


def make_document(article: Article) -> Document:
    """Cut an article into what the stages work on."""
    folded = fold_with_map(article.text)
    tokens = tokenize(article.text, folded)
    paragraphs = split_paragraphs(article.text)
    quotations = find_quotations(article.text, paragraphs)
    sentences = split_sentences(article.text, paragraphs, quotations)
    return Document(article, folded, tokens, paragraphs, quotations, sentences, [t.start for t in tokens])
