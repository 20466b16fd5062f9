"""The API: what an archive holds, as JSON, under `/api/v1`."""

from mahdar.web.api.app import create_app

__all__ = ["create_app"]
