"""The sample articles written for the project, shipped in the package for `mahdar demo` and `mahdar doctor`."""

from pathlib import Path


def sample_paths() -> list[Path]:
    """Paths of the sample articles, in order."""
    return sorted((Path(__file__).parent.parent / "samples").glob("*.txt"))
