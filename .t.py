import warnings; warnings.simplefilter("ignore")
import sys, pathlib
from mahdar.archive import open_archive
from mahdar.web.api import create_app
from starlette.testclient import TestClient
from mahdar.intake import IntakeOptions, read_source
from mahdar.knowledge import load_knowledge
from mahdar.reading.reader import read_article
p=pathlib.Path("/tmp/apitest2.db")
new=not p.exists()
a=open_archive(p,create=True)
if new:
    with a.importing(["x"]) as i:
        for f in sorted(pathlib.Path("src/mahdar/samples/astana").glob("*.txt")):
            i.add(f.name, read_source(f,options=IntakeOptions()), lambda x: read_article(x, load_knowledge()))
app=create_app(a)
c=TestClient(app, raise_server_exceptions=False)
for u in ["/api/v1/articles?words=أستانة&limit=2","/api/v1/events?type=ASSAULT&limit=1&facets=true","/api/v1/actors?limit=3","/api/v1/actors?name=Lavrov","/api/v1/actors/iso3166:RUS","/api/v1/places?name=حلب","/api/v1/decisions","/api/v1/exports/events?format=plover&type=ASSAULT"]:
    r=c.get(u); print(u,r.status_code,r.text[:1200],r.headers.get("link")); print()
