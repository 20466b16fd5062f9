"""Mahdar (محضر): reads the Arabic press and writes the record of a peace process and its conflict."""

__version__ = "0.1.0"
