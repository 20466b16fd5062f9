"""Articles over HTTP: record, versions, readings."""

from mahdar.archive import Archive
from mahdar.model import Record
from tests.web.conftest import Client


def test_an_article_has_its_versions_and_readings(client: Client) -> None:
    corrected = "https://madar.example/2017-09-30"
    hits = client.all("/articles", "hits", published_since="2017-09-30", published_until="2017-09-30")
    (hit,) = [hit for hit in hits if hit["url"].startswith(corrected)]
    account = client.get(f"/articles/{hit['article_id']}")
    assert [version["version"] for version in account["versions"]] == [1, 2]
    assert account["versions"][1] == {**account["versions"][1], "article_id": hit["article_id"], "latest": True}
    first = client.get(f"/articles/{account['versions'][0]['article_id']}")
    assert first["record"]["article"]["text"] != account["record"]["article"]["text"]
    assert [reading["number"] for reading in account["readings"]] == [1]
    assert client.get(f"/articles/{hit['article_id']}", reading=1) == account
    assert client.http.get(f"/articles/{hit['article_id']}", params={"reading": 2}).status_code == 404


def test_a_record_is_that_of_the_archive(client: Client, archive: Archive) -> None:
    for article_id in archive.article_ids()[:5]:
        content = client.http.get(f"/articles/{article_id}/record").text
        assert Record.model_validate_json(content) == archive.record(article_id).record
