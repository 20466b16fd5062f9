"""Batch: millions of articles into one data set of Parquet tables, on one machine or on a cluster."""
