"""Speed and quality, measured; off by default."""
