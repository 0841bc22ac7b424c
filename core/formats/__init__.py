"""How days and times are written, where not as Django does: by language."""
