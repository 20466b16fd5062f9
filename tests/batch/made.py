"""Sources of all kinds, made of the sample articles and of things that are none."""

import gzip
import io
import json
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from mahdar.cli.samples import archive_paths
from mahdar.intake import read_source

Row = dict[str, Any]


def rows(count: int, start: int = 0) -> list[Row]:
    """Articles as rows."""
    made = []
    for path in archive_paths()[start : start + count]:
        article = read_source(path)
        body = article.text.partition("\n")[2]
        made.append(
            {
                "id": article.id, "url": f"https://example.org/{article.id}", "outlet": article.outlet,
                "title": article.title, "author": None, "published": article.published, "text": body,
            }
        )  # fmt: skip
    return made


def write_lines(path: Path, rows_: Iterable[Row | str]) -> Path:
    """Write JSON lines; texts stand as they are."""
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows_)
    data = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return path


def write_parquet(path: Path, rows_: list[Row]) -> Path:
    """Write rows in two row groups."""
    pq.write_table(pa.Table.from_pylist(rows_), path, row_group_size=max(len(rows_) // 2, 1))
    return path


def page(row: Row) -> str:
    """Write an article as a page."""
    paragraphs = "".join(f"<p>{part}</p>" for part in row["text"].split("\n"))
    return (
        f'<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>{row["title"]} | {row["outlet"]}</title>'
        f'<meta property="article:published_time" content="{row["published"]}T08:00:00Z"></head>'
        f"<body><article><h1>{row['title']}</h1>{paragraphs}</article></body></html>"
    )


def record(url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """Write the record of a WARC file, in a gzip member of its own."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"WARC-Date: 2018-01-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0)


def write_tar(path: Path, members: dict[str, bytes]) -> Path:
    """Write a tar archive, compressed with gzip if its name says so."""
    mode = "w:gz" if path.suffix in (".gz", ".tgz") else "w"
    with tarfile.open(path, mode) as archive:
        for name, data in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return path


ENGLISH = "<html><body><p>" + "The ministers met on Tuesday and talked for hours. " * 20 + "</p></body></html>"
PERSIAN = "<p>" + "وزیر امور خارجه گفت که این گفت‌وگوها در تهران برگزار می‌شود و برای همه کشورها است. " * 20 + "</p>"


def write_all(folder: Path) -> list[str]:
    """Write a source of each kind; 24 inputs give a record, 13 do not."""
    made = rows(20)
    bad = ("", "no json", "[1]", '{"title": "بلا نص"}', '{"text": 7}', {**made[4], "published": "غدا"})
    lines = [*made[:4], *bad, made[5]]
    write_lines(folder / "some.jsonl", lines)  # 5 articles; 5 of the lines are none
    write_lines(folder / "more.jsonl.gz", made[6:8])  # 2
    write_parquet(folder / "rows.parquet", made[8:12])  # 4
    records = [record(row["url"], page(row).encode()) for row in made[12:16]]
    records.insert(1, record("https://example.org/missing", b"<p>Not found</p>", status="404 Not Found"))
    records.insert(2, record("https://example.org/image", b"\x89PNG", kind="image/png"))
    records.insert(3, record("https://example.org/english", ENGLISH.encode()))
    records.insert(4, record("https://example.org/persian", PERSIAN.encode()))
    (folder / "crawl.warc.gz").write_bytes(b"".join(records))  # 4, and 4 that are none
    members = {f"{row['id']}.html": page(row).encode() for row in made[16:18]}
    write_tar(folder / "pages.tar.gz", {**members, "logo.png": b"\x89PNG", "empty.txt": b" "})  # 2, and 2
    (folder / "texts").mkdir()
    for row in made[18:]:
        text = f'---\ntitle: "{row["title"]}"\npublished: {row["published"]}\n---\n{row["text"]}'
        (folder / "texts" / f"{row['id']}.txt").write_text(text, encoding="utf-8")  # 2
    write_lines(folder / "texts" / "deeper.jsonl", rows(5, start=20))  # 5
    (folder / "texts" / "paper.pdf").write_bytes(b"%PDF-1.7")
    (folder / "texts" / "bytes.txt").write_bytes(b"\x00\x01\x02" * 400)
    names = ("some.jsonl", "more.jsonl.gz", "rows.parquet", "crawl.warc.gz", "pages.tar.gz", "texts")
    return [str(folder / name) for name in names]
