"""Article to record: one stage a file or folder; `reader` is the only place that knows their order."""
