"""Compiles the translations when a wheel is built, so that it holds them."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTranslations(BuildHookInterface):  # type: ignore[type-arg]  # its parameter is not public
    """Called by hatchling before it gathers the files."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  # hatchling's own names
        """Make the compiled catalogues."""
        runpy.run_path(str(Path(self.root) / "tools" / "translations.py"))["compile_all"]()
