"""The one stylesheet of the window, made from the palette. Widgets ask for a look by the property `role`."""

from __future__ import annotations

from string import Template
from typing import Final

from caselink.ui.look.palettes import ROW, TARGET, Palette

_SHEET: Final = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="page"], QStackedWidget { background: $window; }
QToolTip { color: $text; background: $surface; border: 1px solid $edge; padding: 4px 8px; }

QLabel { background: transparent; }
QGroupBox { border: none; margin: 0; padding: 0; }
QLabel[role="display"] { font-size: ${display}pt; font-weight: 600; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="label"] { font-weight: 600; }
QLabel[role="quiet"], QLabel[role="help"] { color: $quiet; }
QLabel[role="small"] { color: $quiet; font-size: ${small}pt; }
QLabel[role="fault"], QLabel[role="to_do"] { color: $to_do; }
QLabel[role="done"] { color: $done; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="accent"] { color: $accent; }
QLabel[role="code"] { font-family: "Noto Sans Mono", "DejaVu Sans Mono", "Consolas"; font-size: ${heading}pt; }

QLabel[role="offer"] {
  font-family: "Noto Sans Mono", "DejaVu Sans Mono", "Consolas";
  background: $accent_soft; border-radius: 6px; padding: 8px 12px;
}
QLineEdit[role="code"] { font-family: "Noto Sans Mono", "DejaVu Sans Mono", "Consolas"; }

QLabel[role="step"] { background: $accent_soft; color: $accent; border-radius: 14px; font-weight: 600; }
QLabel[role="number"] { font-size: ${title}pt; font-weight: 600; color: $accent; }

QLabel[role^="chip_"] { border-radius: 10px; padding: 2px 8px; }
QLabel[role="chip_to_do"] { color: $to_do; background: $to_do_soft; font-weight: 600; }
QLabel[role="chip_done"] { color: $done; background: $done_soft; font-weight: 600; }
QLabel[role="chip_warning"] { color: $warning; background: $warning_soft; font-weight: 600; }
QLabel[role="chip_quiet"] { color: $quiet; background: $hover; }

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[role="panel"] { background: $surface; border: none; border-left: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="upright"] { background: $line; border: none; }
QFrame[role="rail"] { background: $rail; border: none; border-right: 1px solid $line; }
QFrame[role="notice"] { background: $accent_soft; border: none; border-radius: 6px; }
QFrame[role="notice_warning"] { background: $warning_soft; border: none; border-radius: 6px; }
QFrame[role="notice_fault"] { background: $to_do_soft; border: none; border-radius: 6px; }

QPushButton, QToolButton {
  outline: none;
  background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px;
  min-height: ${target_inner}px; padding: 0 13px;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $accent_soft; }
QPushButton:disabled, QToolButton:disabled { color: $quiet; border-color: $line; background: $window; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 0 12px; min-height: ${target_focus}px; }
QPushButton[role="main"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="main"]:hover { background: $accent_hover; }
QPushButton[role="main"]:focus { border: 2px solid $text; }
QPushButton[role="main"]:disabled { background: $line; color: $quiet; border-color: $line; }
QPushButton[role="quiet"], QToolButton[role="quiet"] {
  background: transparent; border: 1px solid transparent; color: $accent;
}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:disabled, QToolButton[role="quiet"]:disabled { color: $quiet; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 2px solid $accent; }
QPushButton[role="icon"] { background: transparent; border: 1px solid transparent; padding: 0; }
QPushButton[role="icon"]:hover { background: $hover; }
QPushButton[role="icon"]:focus { border: 2px solid $accent; }
QPushButton[role="danger"] { color: $to_do; border-color: $to_do; }
QPushButton[role="danger"]:focus { border: 2px solid $to_do; }
QPushButton[role="danger"]:disabled { color: $quiet; border-color: $line; }

QPushButton[role="chip"] { padding: 0 13px; border-radius: 16px; }
QPushButton[role="chip"]:checked {
  background: $accent_soft; color: $accent; border: 2px solid $accent; padding: 0 12px; min-height: ${target_focus}px;
}
QPushButton[role="chip"]:focus { border: 2px solid $text; padding: 0 12px; }
QPushButton[role="need"], QToolButton[role="need"] {
  background: transparent; border: 2px solid transparent; color: $accent; padding: 0 6px;
  min-height: ${target_focus}px; min-width: 16px;
}
QPushButton[role="need"]:hover, QToolButton[role="need"]:hover { background: $hover; }
QPushButton[role="need"]:focus, QToolButton[role="need"]:focus { border: 2px solid $accent; }
QPushButton[role="need"]:disabled, QToolButton[role="need"]:disabled { color: $quiet; }
QPushButton[role="quiet_chip"] {
  background: transparent; color: $quiet; border: 1px solid transparent; border-radius: 16px;
  font-size: ${small}pt; padding: 0 9px; min-width: 14px;
}
QPushButton[role="quiet_chip"]:hover { background: $hover; color: $text; }
QPushButton[role="quiet_chip"]:checked { background: $hover; color: $text; border-color: $edge; }
QPushButton[role="quiet_chip"]:focus { border: 2px solid $accent; padding: 0 8px; }
QPushButton[role="quiet_chip"]::menu-indicator { width: 0; }
QPushButton[role="quiet_chip_chosen"] {
  background: $hover; color: $text; border: 1px solid $edge; border-radius: 16px; font-size: ${small}pt; padding: 0 9px;
  min-width: 14px;
}
QPushButton[role="quiet_chip_chosen"]:focus { border: 2px solid $accent; padding: 0 8px; }
QPushButton[role="quiet_chip_chosen"]::menu-indicator { width: 0; }
QPushButton[role="picked"] {
  background: $accent_soft; color: $accent; border: 1px solid transparent; padding: 0 8px;
}
QPushButton[role="picked"]:focus { border: 2px solid $accent; padding: 0 7px; }
QGroupBox[role="field"] { background: $surface; border: 1px solid $edge; border-radius: 6px; }
QGroupBox[role="field"][focused="true"] { border: 2px solid $accent; }
QGroupBox[role="fault"] { background: $surface; border: 1px solid $to_do; border-radius: 6px; }

QPushButton[role="rail"] {
  background: transparent; border: 2px solid transparent; border-radius: 6px; text-align: left; padding: 0 10px;
  min-height: ${row_inner}px;
}
QPushButton[role="rail"]:hover { background: $hover; }
QPushButton[role="rail"]:checked { background: $accent_soft; color: $accent; font-weight: 600; }
QPushButton[role="rail"]:focus { border: 2px solid $accent; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit, QTimeEdit {
  background: $surface; color: $text; border: 1px solid $edge; border-radius: 6px; padding: 0 9px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $quiet; }
QLineEdit, QSpinBox, QComboBox, QDateEdit, QTimeEdit { min-height: ${target_inner}px; }
QPlainTextEdit, QTextEdit { padding: 5px 6px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus,
QTimeEdit:focus { border: 2px solid $accent; padding: 0 8px; }
QLineEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus { min-height: ${target_focus}px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 4px 5px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QLineEdit:read-only {
  background: $window; color: $quiet; border-color: $line;
}
QLineEdit[role="inside"], QLineEdit[role="inside"]:focus {
  border: none; background: transparent; padding: 0 6px; min-height: ${target}px;
}
QLineEdit[role="fault"], QPlainTextEdit[role="fault"] { border-color: $to_do; }
QToolButton[role="clear"] { padding: 0; border: none; background: transparent; color: $quiet; }
QToolButton[role="clear"]:hover { color: $text; }
QComboBox::drop-down { border: none; width: 28px; }
QComboBox::down-arrow { image: url("$arrow_down"); width: 12px; height: 12px; }

QCheckBox, QRadioButton { min-height: ${target}px; spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator { width: 18px; height: 18px; }
QCheckBox::indicator { border: 1px solid $edge; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator { border: 1px solid $edge; border-radius: 9px; background: $surface; }
QRadioButton::indicator:checked { border: 5px solid $accent; width: 10px; height: 10px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }

QTableView, QListView, QTreeView {
  background: $surface; border: 1px solid $line; border-radius: 8px; outline: none;
  selection-background-color: $accent_soft; selection-color: $text; gridline-color: $line;
}
QTableView::item { padding: 0 4px; border: none; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QListView::item { min-height: ${row}px; padding: 0 8px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; }
QListView::item:selected, QTreeView::item:selected { background: $accent_soft; color: $text; }
QTableView:focus, QListView:focus, QTreeView:focus { border: 2px solid $accent; }
QTableView[role="comparison"], QTableView[role="comparison"]:focus { border: none; border-radius: 0; }
QHeaderView { background: $surface; border: none; border-top-left-radius: 8px; border-top-right-radius: 8px; }
QHeaderView::section {
  background: $surface; color: $quiet; border: none; border-bottom: 1px solid $line; padding: 0 5px;
  min-height: ${row}px; font-weight: 400;
}
QTableView QTableCornerButton::section { background: $surface; border: none; }

QTabWidget::tab-bar { left: 20px; }
QTabBar { background: transparent; }
QTabBar::tab {
  background: transparent; color: $quiet; border: none; border-bottom: 2px solid transparent;
  padding: 0 4px; margin-right: 14px; min-height: ${row}px;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { border: 2px solid $accent; border-radius: 4px; padding: 0 2px; }
QTabBar::scroller { width: 64px; }
QTabBar QToolButton { min-height: 0; padding: 0; border: none; background: $window; }
QTabBar QToolButton::left-arrow { image: url("$arrow_left"); width: 12px; height: 12px; }
QTabBar QToolButton::right-arrow { image: url("$arrow_right"); width: 12px; height: 12px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QMenuBar { background: $rail; color: $text; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $surface; color: $text; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 16px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }

QWidget[role="read"]:focus { background: $accent_soft; border-radius: 4px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: transparent; }
QStatusBar { background: $window; color: $quiet; }
""")

_PLAIN: Final = Template("""
QLabel[role="display"] { font-size: ${display}pt; font-weight: 600; }
QLabel[role="title"], QLabel[role="number"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="label"], QLabel[role="fault"] { font-weight: 600; }
QPushButton, QLineEdit, QComboBox { min-height: ${target}px; }
QCheckBox, QRadioButton { min-height: ${target}px; }
QGroupBox { border: none; margin: 0; padding: 0; }
""")
"""Sizes and weights alone, for high contrast: every colour and outline is the system's."""


def plain_stylesheet(points: float) -> str:
    """The stylesheet for high contrast, with a system font of that many points."""
    return _PLAIN.substitute(_font_sizes(points) | {"target": str(TARGET)})


def stylesheet(palette: Palette, points: float, images: dict[str, str]) -> str:
    """The stylesheet for that palette and a system font of that many points; `images` are files by name."""
    tokens: dict[str, str] = {name: getattr(palette, name) for name in palette.__slots__}
    tokens |= _font_sizes(points)
    tokens |= {"target": str(TARGET), "target_inner": str(TARGET - 2), "target_focus": str(TARGET - 4)}
    tokens |= {"row": str(ROW), "row_inner": str(ROW - 4), "accent_hover": mixed(palette.accent, palette.text, 0.15)}
    tokens["handle"] = mixed(palette.edge, palette.surface, 0.35)
    return _SHEET.substitute(tokens | images)


def _font_sizes(points: float) -> dict[str, str]:
    sizes = {"display": 1.9, "title": 1.45, "heading": 1.15, "small": 0.9}
    return {name: f"{points * factor:.2f}" for name, factor in sizes.items()}


def mixed(colour: str, other: str, share: float) -> str:
    """A colour that is `share` of the way to the other."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(left + (right - left) * share):02X}" for left, right in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
