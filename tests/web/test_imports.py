"""The import log over HTTP."""

from pathlib import Path

from mahdar.archive import open_archive
from mahdar.errors import IntakeError
from mahdar.web.api import create_app
from tests.web.conftest import SAMPLES, Client, fill


def test_imports_are_listed_with_what_became_of_each_source(tmp_path: Path) -> None:
    paths = sorted(SAMPLES.glob("2017-11-1*.txt"))
    with open_archive(tmp_path / "archive.db", create=True) as archive:
        fill(archive, paths)
        with archive.importing(["more"]) as import_:
            import_.refuse("empty.txt", IntakeError("empty", "There is no text.", "Give one.", "empty.txt"))
        client = Client(create_app(archive))
        last, first = client.get("/imports")["imports"]
        assert (first["number"], first["state"], first["counts"]) == (1, "finished", {"kept": len(paths)})
        assert (last["number"], last["refused"]) == (2, {"empty": 1})
        items = client.all("/imports/1", "items", limit=2)
        assert [one["source"] for one in items] == [path.name for path in paths]
        (refused,) = client.all("/imports/2", "items")
        assert (refused["outcome"], refused["code"], refused["message"]) == ("refused", "empty", "There is no text.")
        assert client.http.get("/imports/3").status_code == 404
        page = client.get("/imports/1", limit=1)
        assert client.http.get("/imports/2", params={"cursor": page["next"]}).status_code == 422
