"""The knowledge base: a module for each kind of work, found by being here."""

from importlib import import_module
from pkgutil import iter_modules

MODULES = [
    import_module(f"{__name__}.{module.name}") for module in iter_modules(__path__)
]
