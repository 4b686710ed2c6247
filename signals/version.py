"""The program's version, as files, `--version` and the page show it."""

__version__ = "0.2.0"
