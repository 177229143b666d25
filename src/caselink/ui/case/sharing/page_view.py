"""The paper itself before it leaves: all its pages, only what leaves, each free text to be read again."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from caselink.i18n import _, ngettext
from caselink.services.preview import SharedLine
from caselink.services.preview_page import PaperSeen
from caselink.services.sharing import Preview
from caselink.ui.case.sharing.page_sheet import Highlight, PageSheet
from caselink.ui.look.palettes import space
from caselink.ui.look.spoken import speak_as

_SHARP: Final = 2.0
"""Points of a picture for each point of paper."""


class PageView(QScrollArea):
    """The pages beneath each other. `is_read` once every long text is ticked, and the short ones together."""

    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Les pages telles qu’elles seront imprimées"))
        speak_as(self, "group")
        held = QWidget()
        self.column = QVBoxLayout(held)
        self.column.setContentsMargins(space(2), space(2), space(2), space(2))
        self.column.setSpacing(space(3))
        self.short_texts = QCheckBox()
        self.short_texts.toggled.connect(lambda _on: self.read.emit())
        self.column.addWidget(self.short_texts)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(space(3))
        self.column.addLayout(self._pages)
        self.column.addStretch(1)
        self.sheets: list[PageSheet] = []
        self.setWidget(held)

    @property
    def ticks(self) -> list[QCheckBox]:
        """Every tick there is to set, in the order of the pages."""
        short = [] if self.short_texts.isHidden() else [self.short_texts]
        return [*short, *(tick for sheet in self.sheets for tick in sheet.ticks.values())]

    @property
    def is_read(self) -> bool:
        """Whether all that may have been written freely was read again."""
        return all(tick.isChecked() for tick in self.ticks)

    def show_preview(self, preview: Preview) -> None:
        """Show its pages, or nothing where it has none; what was read before is to be read again."""
        self.forget()
        if preview.page is None:
            return
        free = {line.place.path: line for line in preview.shared if line.free_text}
        on_page = _highlights(preview.page, free)
        short = sum(not line.is_long for line in free.values())
        self.short_texts.setText(ngettext(
            "Lu : {count} texte court surligné (nom, lieu)",
            "Lus : {count} textes courts surlignés (noms, lieux)", short,
        ).format(count=short))
        self.short_texts.setVisible(short > 0)
        said = _said_on(preview.page, preview)
        document = pypdfium2.PdfDocument(preview.page.pdf)
        try:
            for number, page in enumerate(document):
                words = _("Page {page} sur {pages} : {said}").format(
                    page=number + 1, pages=len(document), said=". ".join(said[number])
                )
                paper = QSize(round(page.get_width()), round(page.get_height()))
                sheet = PageSheet(_picture(page), paper, on_page[number], words)
                sheet.read.connect(self.read)
                self.sheets.append(sheet)
                self._pages.addWidget(sheet)
        finally:
            document.close()
        self.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Keep no page and no tick."""
        for sheet in self.sheets:
            sheet.hide()
            sheet.deleteLater()
        self.sheets = []
        self.short_texts.setChecked(False)
        self.short_texts.hide()

    def go_to_unread(self) -> None:
        """Put the keyboard on the first text that nobody read again."""
        for tick in self.ticks:
            if not tick.isChecked():
                tick.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(tick, space(10), space(20))
                return


def _highlights(seen: PaperSeen, free: dict[str, SharedLine]) -> dict[int, list[Highlight]]:
    """The free texts of each page, the lines of one text together."""
    areas: dict[tuple[int, str], QRectF] = {}
    for spot in seen.spots:
        if spot.path in free:
            area = QRectF(spot.left, spot.top, spot.width, spot.height)
            key = (spot.page, spot.path)
            areas[key] = areas[key].united(area) if key in areas else area
    found: dict[int, list[Highlight]] = defaultdict(list)
    ticked: set[str] = set()
    for (page, path), area in areas.items():
        line = free[path]
        label = f"{line.place.section} · {line.place.field}"
        found[page].append(Highlight(path, label, area, line.is_long and path not in ticked))
        ticked.add(path)
    return found


def _said_on(seen: PaperSeen, preview: Preview) -> dict[int, list[str]]:
    """What each page says, for whoever does not see it."""
    lines = {line.place.path: f"{line.place.field}, {line.value_text}" for line in preview.shared}
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for spot in seen.spots:
        if spot.path in lines:
            found[spot.page][lines[spot.path]] = None
    return defaultdict(list, {page: [*said] for page, said in found.items()})


def _picture(page: pypdfium2.PdfPage) -> QImage:
    bitmap = page.render(scale=_SHARP, rev_byteorder=True)
    picture = bitmap.to_pil().convert("RGBA")
    width, height = picture.size
    return QImage(picture.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
