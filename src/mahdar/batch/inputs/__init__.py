"""Inputs: what stands in the sources of a batch, one by one, before anything is made of it."""

from mahdar.batch.inputs.segment import Content, Input, Page, Row, Segment
from mahdar.batch.inputs.stream import InputStream, open_segment

__all__ = ["Content", "Input", "InputStream", "Page", "Row", "Segment", "open_segment"]
