"""Files in the real window: dragged in, pasted, several at once, refused with a sentence, looked at, taken away."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from caselink.services.attachments import attach, attachments, check_file
from caselink.ui.case.files.tab import FilesTab
from caselink.ui.shell import settings_file
from caselink.ui.shell.settings_file import read_language, read_scan_folder, write_language
from tests.services import strange
from tests.ui.case.conftest import Bench
from tests.ui.waiting import wait_for


@pytest.fixture
def tab(empty: Bench) -> FilesTab:
    empty.page.show_tab("files")
    empty.settle()
    return empty.page.tab(FilesTab)


def grab(bench: Bench, name: str) -> None:
    """A picture to look at, where somebody wants one."""
    folder = os.environ.get("PICTURES")
    if folder:
        for _time in range(5):
            bench.settle()
        bench.window.grab().save(f"{folder}/{name}.png")


def drop(tab: FilesTab, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    tab.dropEvent(QDropEvent(
        QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    ))


def kept(bench: Bench) -> list[tuple[str, str, str]]:
    case_id = bench.page.store.case_id
    found = bench.ask(lambda office: attachments(office, case_id))
    return [(each.name, each.kind, each.category.value) for each in found]


def put(folder: Path, **files: bytes) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / name.replace("_", ".") for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)
    return paths


def test_several_files_are_dragged_in_and_what_is_refused_says_why_at_its_line(
    empty: Bench, tab: FilesTab, tmp_path: Path
) -> None:
    grab(empty, "files-empty")
    drop(tab, put(
        tmp_path / "in", genou_jpg=strange.photo(), photo_jpg=b"MZ\x90\0" + bytes(200), vide_txt=b"",
        certificat_pdf=strange.pdf(2), encore_jpg=strange.photo(),
    ))
    assert tab.adding.isVisible()
    empty.click(tab.adding.add_button)
    assert "Il manque" in tab.adding.fault.text() and kept(empty) == []
    empty.click(tab.adding.kind.chip("injury_photo"))
    assert tab.adding.category.value() == "health"
    grab(empty, "files-adding")
    empty.click(tab.adding.add_button)
    wait_for(lambda: not tab.adding.running)
    empty.settle()
    grab(empty, "files-refused")
    assert kept(empty) == [("genou.jpg", "injury_photo", "health"), ("certificat.pdf", "injury_photo", "health")]
    lines = [tab.adding.list.item(number).text() for number in range(tab.adding.list.count())]
    for line, words in zip(lines, ("✓", "ni une image", "vide", "✓", "déjà dans ce dossier"), strict=True):
        assert words in line
    assert "2 fichiers ajoutés" in tab.adding.said.text() and "3 n’ont pas été ajoutés" in tab.adding.said.text()
    empty.click(tab.adding.cancel_button)
    assert not tab.adding.isVisible() and tab.listing.rowCount() == 2


def test_adding_is_ended_between_two_files_and_keeps_those_that_are_whole(
    empty: Bench, tab: FilesTab, tmp_path: Path
) -> None:
    files = {f"a{number}_txt": f"texte {number}".encode() for number in range(6)}
    drop(tab, put(tmp_path / "in", **files))
    empty.click(tab.adding.kind.chip("message"))
    tab.adding.added.connect(tab.adding.give_up)
    empty.click(tab.adding.add_button)
    wait_for(lambda: not tab.adding.running)
    empty.settle()
    assert [name for name, _kind, _category in kept(empty)] == ["a0.txt"]
    assert "Arrêté" in tab.adding.said.text()
    empty.click(tab.adding.cancel_button)


def test_a_picture_is_pasted_and_what_is_no_file_is_said(empty: Bench, tab: FilesTab) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    tab.paste()
    assert not tab.adding.isVisible() and empty.window.messages.isVisible()
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    clipboard.setImage(image)
    empty.click(tab.paste_button)
    empty.click(tab.adding.kind.chip("message"))
    empty.click(tab.adding.add_button)
    wait_for(lambda: not tab.adding.running and not tab.adding.isVisible())
    clipboard.setText("il m’écrit")
    empty.click(tab.paste_button)
    empty.click(tab.adding.kind.chip("message"))
    empty.click(tab.adding.add_button)
    wait_for(lambda: not tab.adding.running and not tab.adding.isVisible())
    clipboard.clear()
    assert kept(empty) == [("collé.png", "message", "violence"), ("collé.txt", "message", "violence")]


def test_the_scanner_has_a_folder_that_is_asked_once(
    empty: Bench, tab: FilesTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_file, "settings_folder", lambda: tmp_path / "settings")
    folder = tmp_path / "scans"
    put(folder, scan_pdf=strange.pdf(), note_txt=b"a")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    empty.click(tab.scan_button)
    write_language("nl")
    assert (read_scan_folder(), read_language()) == (folder, "nl")
    assert sorted(tab.adding.list.item(row).text() for row in range(2)) == ["note.txt", "scan.pdf"]
    assert not tab.adding.add_button.isEnabled()
    empty.click(tab.adding.cancel_button)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: pytest.fail("asked again"))
    empty.click(tab.scan_button)
    empty.click(tab.adding.cancel_button)
    assert not tab.adding.isVisible()


def test_pages_pictures_and_texts_are_looked_at_turned_and_closed_without_any_file(
    empty: Bench, tab: FilesTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = empty.page.store.case_id
    for content, name in ((strange.photo(6), "a.jpg"), (strange.pdf(3), "b.pdf"), ("été".encode(), "c.txt"),
                          (b"OggS" + bytes(40), "d.ogg")):
        checked = check_file(content, name)
        empty.ask(partial(attach, case_id=case_id, checked=checked, kind="other", category="health"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    tab.listing.reload()
    empty.settle()

    def look(name: str) -> None:
        rows = [each.name for each in tab.listing.rows()]
        tab.table.selectRow(rows.index(name))
        empty.click(tab.open_button)
        wait_for(lambda: not tab.viewer.waiting)

    viewer = tab.viewer
    look("b.pdf")
    assert viewer.page_said.text() == "page 1 sur 3"
    empty.click(viewer.next_button)
    wait_for(lambda: not viewer.waiting)
    assert viewer.page_said.text() == "page 2 sur 3" and viewer.back_button.isEnabled()
    grab(empty, "files-pdf")
    look("a.jpg")
    upright = viewer.shown.size()
    assert upright.height() > upright.width() and not viewer.next_button.isVisible()
    empty.click(viewer.turn_button)
    wait_for(lambda: not viewer.waiting)
    turned = viewer.picture.pixmap().size()
    assert turned.width() > turned.height()
    empty.click(viewer.larger_button)
    wait_for(lambda: not viewer.waiting)
    grab(empty, "files-picture")
    look("c.txt")
    assert viewer.text.toPlainText() == "été" and not viewer.turn_button.isVisible()
    look("d.ogg")
    assert "ne se regarde pas ici" in viewer.said.text()
    look("a.jpg")
    empty.window.show_initials(True)
    assert not viewer.isVisible() and viewer.shown.isNull()
    empty.window.show_initials(False)
    look("a.jpg")
    empty.page.show_tab("form")
    assert viewer.shown.isNull()
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_written_out_and_taken_away_after_a_typed_word(
    empty: Bench, tab: FilesTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, content = empty.page.store.case_id, strange.photo()
    checked = check_file(content, "a.jpg")
    empty.ask(lambda office: attach(office, case_id, checked, "other", "health"))
    tab.listing.reload()
    empty.settle()
    out = tmp_path / "out.jpg"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    empty.click(tab.save_button)
    assert out.read_bytes() == content
    empty.click(tab.remove_button)
    form = tab.removing.form
    assert form is not None
    field = form.editor("word").field_of_keys()
    empty.type(field, "non")
    empty.click(form.save_button)
    assert len(kept(empty)) == 1
    field.clear()  # type: ignore[attr-defined]
    empty.type(field, "retirer")
    empty.click(form.save_button)
    assert kept(empty) == [] and tab.listing.rowCount() == 0
