"""Named places where a crash would matter."""


def checkpoint(label: str) -> None:
    """Does nothing. The fault tests' launcher replaces it to kill the process there."""
