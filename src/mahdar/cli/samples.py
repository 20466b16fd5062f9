"""The sample articles written for the project, shipped in the package for `mahdar demo` and `mahdar doctor`."""

from pathlib import Path

_SAMPLES = Path(__file__).parent.parent / "samples"


def sample_paths() -> list[Path]:
    """Paths of the sample articles, in order."""
    return sorted(_SAMPLES.glob("*.txt"))


def archive_paths() -> list[Path]:
    """Paths of the articles of the sample archive, in order of their days."""
    return sorted((_SAMPLES / "astana").glob("*.txt"))
