"""The key of a site that was given none."""

from pathlib import Path

from django.core.management.utils import get_random_secret_key


def made_once(file: Path) -> str:
    """What is in the file, which the first to ask fills."""
    try:
        with file.open("x") as handle:
            file.chmod(0o600)
            handle.write(get_random_secret_key())
    except FileExistsError:
        pass
    return file.read_text()
