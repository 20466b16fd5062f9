"""The reading room: an archive as pages for people, in Arabic and English."""
