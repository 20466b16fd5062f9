"""Mahdar over HTTP."""
