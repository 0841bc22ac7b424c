"""A place in a line, which tabs make a matter of columns."""

_TAB = 4


class Cursor:
    """What is left of a line, and the column where that begins."""

    __slots__ = ("column", "rest")

    def __init__(self, line: str) -> None:
        self.rest = line
        self.column = 0

    @property
    def is_blank(self) -> bool:
        return not self.rest.strip(" \t")

    @property
    def indent(self) -> int:
        """Columns of white space ahead; tabs among it become spaces."""
        text = self.rest.lstrip(" \t")
        space = self.rest[: len(self.rest) - len(text)]
        if "\t" in space:
            offset = self.column % _TAB
            space = (" " * offset + space).expandtabs(_TAB)[offset:]
            self.rest = space + text
        return len(space)

    @property
    def text(self) -> str:
        return self.rest.lstrip(" \t")

    def skip(self, columns: int) -> None:
        self.rest = self.rest[columns:]
        self.column += columns
