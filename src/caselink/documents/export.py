"""An export on disk: the import document of what the gate made, under a passphrase unless it is wanted in the clear."""

from __future__ import annotations

import json

import pyrage  # type: ignore[import-untyped]

from caselink.disclosure.outputs import OfficeView, require_seal


def export_document(view: OfficeView) -> bytes:
    """The import document (UTF-8 JSON). Raises TypeError for a view that the gate did not make."""
    require_seal(view)
    document: dict[str, object] = {"partners": [*view.partners], "cases": [*view.cases]}
    if view.meetings:
        document["meetings"] = [*view.meetings]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def seal_export(content: bytes, passphrase: str) -> bytes:
    """The same as an age file which only the passphrase opens. Raises ValueError for an empty one."""
    if not passphrase:
        raise ValueError("an export is never sealed with an empty passphrase")
    sealed: bytes = pyrage.passphrase.encrypt(content, passphrase)
    return sealed
