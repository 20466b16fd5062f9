"""W3C Web Annotations: every event and statement tied to its characters by position and by quotation.

Positions are Unicode code points of the article's text, as the Web Annotation Data Model counts (section 4.2.4) and as
records count. The text is named by its hash (RFC 6920), because a page on the web has other offsets.
"""

import hashlib
from base64 import urlsafe_b64encode
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from mahdar.export.exporter import EVENTS, STATEMENTS, Exporter, Resource
from mahdar.export.files import Files
from mahdar.export.json_lines import JsonLines, compact, filled
from mahdar.export.options import ExportOptions
from mahdar.export.selection import Extract
from mahdar.model import Article, Event, Span, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_PATH = "annotations.jsonld"
_AROUND = 32  # characters of the text quoted before and after


class AnnotationExporter(Exporter):
    """One AnnotationPage of a collection."""

    units = (EVENTS, STATEMENTS)

    def __init__(self, files: Files, options: ExportOptions) -> None:
        super().__init__(files, options)
        before = f'{{"@context":"{CONTEXT}","type":"AnnotationPage","startIndex":0,"items":[\n'
        self._items = JsonLines(files.begin(_PATH), before=before, between=",\n")
        self._names = hashlib.sha256()

    def put(self, extract: Extract) -> None:
        """Write the annotations of one article."""
        for event in extract.events:
            self._put(event_annotation(extract, event))
            self.tally.written[EVENTS] += 1
        for statement in extract.statements:
            self._put(statement_annotation(extract, statement))
            self.tally.written[STATEMENTS] += 1

    def close(self) -> list[Resource]:
        """Finish the page; what counts all items stands behind them."""
        name = self._names.hexdigest()
        page, collection = _urn(f"page:{name}"), _urn(f"collection:{name}")
        around = {"id": collection, "type": "AnnotationCollection", "total": self._items.count, "first": page}
        self._items.close(after=f'\n],"id":"{page}","partOf":{compact(around)}}}\n')
        title = "Annotations of the articles · حواشٍ على المقالات"
        return [Resource("annotations", _PATH, title, "json", "application/ld+json", self._items.count)]

    def abandon(self) -> None:
        """Close the file as it is."""
        self._items.abandon()

    def _put(self, annotation: dict[str, Any]) -> None:
        self._names.update(annotation["id"].encode())
        self._items.put(annotation)


def event_annotation(extract: Extract, event: Event) -> dict[str, Any]:
    """Annotate an event where it is told, also where it is told again."""
    tags = filter(None, (event.type, event.mode, event.acled, event.status, event.series))
    body = [_tag(tag) for tag in tags]
    targets = [_target(extract.article, span) for span in (event.span, *event.also)]
    return _annotation(extract, event, "classifying", body, targets)


def statement_annotation(extract: Extract, statement: Statement) -> dict[str, Any]:
    """Annotate a statement."""
    body = [_tag(f"{statement.kind} speech")]
    if statement.speaker:
        speaker = extract.actor(statement.speaker)
        known = {"en": speaker.name.en, "ar": speaker.name.ar}
        body += [
            {"type": "TextualBody", "purpose": "identifying", "value": name, "format": "text/plain", "language": code}
            for code, name in known.items()
            if name
        ]
    return _annotation(extract, statement, "identifying", body, [_target(extract.article, statement.span)])


def _annotation(
    extract: Extract,
    item: Event | Statement,
    motivation: str,
    body: list[dict[str, Any]],
    targets: list[dict[str, Any]],
) -> dict[str, Any]:
    record = compact(item.model_dump(mode="json"))
    described = {"type": "TextualBody", "purpose": "describing", "value": record, "format": "application/json"}
    return {
        "id": _urn(extract.key(item)),
        "type": "Annotation",
        "motivation": motivation,
        "generator": {"type": "Software", "name": extract.reader},
        "body": [*body, described],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _tag(value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": value, "format": "text/plain", "language": "en"}


def _target(article: Article, span: Span) -> dict[str, Any]:
    start, end = span
    text = article.text
    source = {
        "id": text_name(article.sha256),
        "type": "Text",
        "format": "text/plain",
        "language": article.language,
        "textDirection": "rtl" if article.language == "ar" else None,
        "via": article.url,
    }
    return {
        "type": "SpecificResource",
        "source": filled(source),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
        ],
    }


def text_name(sha256: str) -> str:
    """Name a text by its SHA-256, given in hexadecimal, as an RFC 6920 URI."""
    digest = urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}?ct=text/plain"


def _urn(key: str) -> str:
    return uuid5(NAMESPACE_URL, f"mahdar:{key}").urn
