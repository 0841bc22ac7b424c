"""The tables and forms of all apps together."""

from tests.matrix import (
    accounts,
    customers,
    desk,
    forums,
    kb,
    login,
    site,
    tags,
    tickets,
    topic_states,
    webhooks,
)
from tests.matrix.tables import Cell, Form, cells

MODULES = [
    accounts, customers, desk, forums, *kb.MODULES, login, site, tags, tickets,
    topic_states, webhooks,
]  # fmt: skip
CELLS: list[Cell] = [cell for module in MODULES for cell in cells(module.TABLE)]
FORMS: dict[str, Form] = {
    name: form for module in MODULES for name, form in module.FORMS.items()
}
