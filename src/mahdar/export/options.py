"""What a user may choose about an export."""

from typing import Literal

from pydantic import JsonValue

from mahdar.model.base import Frozen

Headers = Literal["en", "ar", "both"]


class ExportOptions(Frozen):
    """Choices that change what is written.

    Attributes
    ----------
    bom : bool
        Whether CSV files begin with a byte order mark, without which Excel takes UTF-8 for something else.
    headers : {"en", "ar", "both"}
        Language of the CSV headings. Names of other formats are fixed by them.
    all_statuses : bool
        Whether the ACLED-like table has events that are planned, called for or denied too.
    filter : JSON
        What selected the events; written into datapackage.json as given.
    """

    bom: bool = False
    headers: Headers = "en"
    all_statuses: bool = False
    filter: JsonValue = None
