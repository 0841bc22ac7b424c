"""Texts that others have collected, fetched once by pip and npm and kept in .venv."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tarfile
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

FOLDER = Path(sys.prefix) / "corpora"
BLNS = "2.0.4"


def commonmark() -> list[dict[str, Any]]:
    """The examples of the standard, from the source of the parser that is pinned."""
    pinned = version("markdown-it-py")
    archive = f"markdown_it_py-{pinned}.tar.gz"
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    wanted = ["--no-binary", ":all:", f"markdown-it-py=={pinned}"]
    path = _fetched(archive, [*pip, *wanted])
    return _json_in(path, "tests/test_cmark_spec/commonmark.json")


def naughty_strings() -> list[str]:
    """The Big List of Naughty Strings, as npm has it."""
    if shutil.which("npm") is None:
        pytest.skip("the list of naughty strings needs npm: apt-get install npm")
    path = _fetched(f"blns-{BLNS}.tgz", ["npm", "pack", "--silent", f"blns@{BLNS}"])
    return _json_in(path, "resources/blns.json")


def _fetched(name: str, command: list[str]) -> Path:
    """The archive that the command puts into its folder, unless it is here."""
    path = FOLDER / name
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=FOLDER) as folder:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
            if done.returncode:
                pytest.fail(f"{name} could not be fetched:\n{done.stderr}")
            os.replace(Path(folder, name), path)
    return path


def _json_in(archive: Path, name: str) -> Any:
    with tarfile.open(archive) as files:
        root = files.getnames()[0].partition("/")[0]
        found = files.extractfile(f"{root}/{name}")
        assert found, f"{archive} has no {name}"
        return json.load(found)
