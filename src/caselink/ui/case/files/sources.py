"""Where files come from: chosen, dragged in, pasted, or put into a folder by a scanner."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QMimeData
from PySide6.QtGui import QImage, QPixmap

from caselink.i18n import _
from caselink.services.attachments import read_file

_MOST_OF_A_FOLDER: Final = 50


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file that may be added: its name, and what reads it, on any thread; that raises UserError."""

    name: str
    read: Callable[[], bytes]
    path: Path | None = None


def from_paths(paths: list[Path]) -> list[FileSource]:
    """Files of the disk, folders left out."""
    return [FileSource(path.name, lambda path=path: read_file(path), path) for path in paths if not path.is_dir()]  # type: ignore[misc]


def from_mime(data: QMimeData | None) -> list[FileSource]:
    """What was dragged in or pasted: files, else a picture, else a text. None where nothing is copied."""
    if data is None:
        return []
    if data.hasUrls():
        return from_paths([Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()])
    if data.hasImage():
        image = data.imageData()
        content = _as_png(image) if isinstance(image, QImage) else b""
        return [FileSource(_("collé.png"), lambda: content)] if content else []
    if data.hasText() and data.text().strip():
        written = data.text().encode()
        return [FileSource(_("collé.txt"), lambda: written)]
    return []


def from_folder(folder: Path) -> list[FileSource]:
    """The newest files of a folder, the newest first. Raises OSError."""
    moments: list[tuple[float, Path]] = []
    for path in folder.iterdir():
        with contextlib.suppress(OSError):
            if path.is_file() and not path.name.startswith("."):
                moments.append((path.stat().st_mtime, path))
    newest = sorted(moments, reverse=True)[:_MOST_OF_A_FOLDER]
    return from_paths([path for _moment, path in newest])


def _as_png(image: QImage) -> bytes:
    written = QBuffer()
    written.open(QBuffer.OpenModeFlag.WriteOnly)
    QPixmap.fromImage(image).save(written, "PNG")
    return bytes(written.data().data())
