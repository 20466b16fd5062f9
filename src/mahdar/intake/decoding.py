"""Decoding: bytes to text, for the encodings in which Arabic has been published.

UTF-8 and UTF-16 prove themselves by their structure. The one-byte encodings (windows-1256, ISO-8859-6) give letters for
almost any bytes, so the decoding is taken that reads most like Arabic: letters, and the words no text does without.
"""

import codecs
import re
from dataclasses import dataclass

from mahdar.arabic.folding import fold
from mahdar.errors import IntakeError
from mahdar.knowledge import Knowledge
from mahdar.knowledge.entries.furniture import WrittenLanguage

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF", "a PDF document"), (b"PK\x03\x04", "an archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a compressed file"), (b"BZh", "a compressed file"), (b"\xfd7zXZ", "a compressed file"),
    (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"), (b"RIFF", "a sound or image"),
    (b"\x7fELF", "a program"), (b"ID3", "a sound"), (b"{\\rtf", "an RTF document"), (b"\x00\x00\x00", "binary data"),
)  # fmt: skip
_ONE_BYTE = ("cp1256", "iso8859_6")
_SAMPLE = 20_000  # bytes; decoding candidates are told apart by the beginning of a text
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LETTERS = re.compile("[\u0621-\u063a\u0641-\u064a]+")
_FOREIGN = re.compile(
    "[^\x00-\x7f\u00a0-\u00bf\u00d7\u00f7\u060c\u061b\u061f\u0621-\u0655\u200c-\u200f\u2010-\u2026\u2122]"
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _CommonWords:
    """Folded words that Arabic text is full of."""

    words: frozenset[str]


def _common_words(knowledge: Knowledge) -> _CommonWords:
    arabic = next(entry for entry in knowledge.entries(WrittenLanguage) if entry.id == "ara")
    return _CommonWords(frozenset(map(fold, arabic.forms)))


def declared_charset(data: bytes) -> str | None:
    """Find the charset that a page declares in its first two kilobytes."""
    head = data[:2048]
    found = _XML.search(head) or _META.search(head)
    return found[1].decode("ascii") if found else None


def decode(data: bytes, knowledge: Knowledge, *, declared: str | None = None, place: str | None = None) -> str:
    """Decode the bytes of a source.

    Parameters
    ----------
    data : bytes
    knowledge : Knowledge
        For the common words of Arabic.
    declared : str, optional
        What the page or server says; believed only as far as the text bears it out.
    place : str, optional
        Where the bytes are from, for messages.

    Raises
    ------
    IntakeError
        `binary-input` for what is no text, `bad-encoding` for text in no encoding we know.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise _binary(f"it is {what}", place)
    sixteen = _utf16_without_mark(data)
    if sixteen:
        return data[: len(data) // 2 * 2].decode(sixteen, errors="replace")
    if b"\x00" in data:
        raise _binary("it holds zero bytes", place)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, knowledge, declared, place)
    if len(_CONTROLS.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) // 20:
        raise _binary("it is full of control characters", place)
    return text


def _binary(problem: str, place: str | None) -> IntakeError:
    return IntakeError("binary-input", f"This is not text: {problem}.",
                       "Give a text or HTML file; convert PDF and office documents to text first.", place)  # fmt: skip


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 shows in every other byte: 00 for Latin and spaces, 06 for Arabic, 20 and FE for signs and old forms."""
    sample = data[: min(len(data), 4096) // 2 * 2]
    if len(sample) < 4:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        plain = high.count(0x00) + high.count(0x06)
        if plain + high.count(0x20) + high.count(0xFE) >= 0.97 * len(high) and plain >= 0.8 * len(high):
            return encoding
    return None


def _decode_legacy(data: bytes, knowledge: Knowledge, declared: str | None, place: str | None) -> str:
    """Decode bytes that are not valid UTF-8."""
    common = knowledge.derive(_common_words).words
    candidates = list(_ONE_BYTE)
    name = _codec_name(declared)
    if name and name not in candidates:
        candidates.insert(0, name)
    best, best_score = "", 0.0
    for encoding in candidates:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _plausibility(text[:_SAMPLE], common)
        if score > best_score:
            best, best_score = text, score
    # A UTF-8 text with a few broken bytes, such as a file cut in the middle of a letter, is still UTF-8.
    mended = data.decode("utf-8", errors="replace")
    score = _plausibility(mended[:_SAMPLE], common)
    if mended.count("\ufffd") <= 2 + len(mended) // 500 and score > best_score:
        best, best_score = mended, score
    if best_score > 0.0:
        return best
    # Nothing reads like Arabic. Mostly plain ASCII is some other language, and the language check says so better.
    if sum(byte < 0x80 for byte in data[:_SAMPLE]) > 0.7 * len(data[:_SAMPLE]):
        return data.decode(name or "cp1252", errors="replace")
    raise IntakeError(
        "bad-encoding",
        "The text is in no encoding we know for Arabic (UTF-8, UTF-16, windows-1256, ISO-8859-6).",
        "Convert it to UTF-8, e.g. with iconv.",
        place,
    )


def _codec_name(declared: str | None) -> str | None:
    """Python's name of a declared charset, or None if there is none or it is no charset."""
    try:
        name = codecs.lookup(declared).name if declared else None
        # "hex" and the like are codecs too, but from bytes to bytes: decoding with them is a LookupError.
        return name if name and name != "utf-8" and b"a".decode(name) else None
    except (LookupError, UnicodeError):
        return None


def _plausibility(text: str, common: frozenset[str]) -> float:
    """How much a decoded text reads like Arabic: above zero if it may be, about one and more if it is."""
    words = _LETTERS.findall(text)
    letters = sum(map(len, words))
    foreign = len(_FOREIGN.findall(text)) + 5 * len(_CONTROLS.findall(text))
    # Foreign letters among the Arabic ones, or Arabic letters one by one inside foreign words, are misread bytes.
    if not letters or letters < 12 * foreign or letters < 2 * len(words):
        return 0.0
    known = sum(fold(word) in common for word in words)
    if known < len(words) // 25:
        return 0.0
    return letters / (letters + foreign) + 2.0 * known / len(words)
