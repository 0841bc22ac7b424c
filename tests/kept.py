"""What is remembered in a test, until a table that it was read from is written to."""

import re

_TABLE = re.compile(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"')


class Kept(dict):
    """In place of the dictionary of `core.remembering`."""

    def __init__(self):
        super().__init__()
        self.tables = {}
        self.asked = []  # the tables of each thing that is being read

    def get(self, key):
        found = super().get(key)
        if found is None:
            self.asked.append(set())
        elif self.asked:
            self.asked[-1] |= self.tables[key]
        return found

    def __setitem__(self, key, found):
        self.tables[key] = self.asked.pop()
        if self.asked:
            self.asked[-1] |= self.tables[key]
        super().__setitem__(key, found)

    def hear(self, sql):
        if sql.startswith("ROLLBACK"):
            self.clear()
        elif sql.startswith("SELECT"):
            if self.asked:
                self.asked[-1].update(_TABLE.findall(sql))
        elif self:
            written = set(_TABLE.findall(sql))
            for key in [key for key in self if self.tables[key] & written]:
                del self[key]
