"""To whom she agrees that something is said: one partner, or one person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caselink.domain.partners import Partner, PartnerKind
from caselink.i18n import _
from caselink.ui.case.recipient_choices import recipient_of_choice
from caselink.ui.look.palettes import space
from caselink.ui.pieces.editors.chips import ChoiceChips
from caselink.ui.pieces.editors.search_choice import SearchChoice
from caselink.ui.shell.unfinished import Editor

_PARTNER, _PERSON = "partner", "person"


class WhomPart(QWidget):
    """A partner of the directory, searched for, or a person by name. One consent is for one recipient."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._partners: dict[str, Partner] = {}
        self.kind_chips = ChoiceChips(
            [(_PARTNER, _("une structure partenaire")), (_PERSON, _("une personne"))], _("À qui"), required=True
        )
        self.kind_chips.set_value(_PARTNER)
        self.partner = SearchChoice([], _("Structure partenaire"))
        self.person = QLineEdit()
        self.person.setAccessibleName(_("Nom de la personne"))
        self.person.setPlaceholderText(_("Nom de la personne, tel qu’elle le dit"))
        self.person.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space(2))
        for widget in (self.kind_chips, self.partner, self.person):
            column.addWidget(widget)
        self.setFocusProxy(self.partner)  # until a person is chosen
        self.kind_chips.changed.connect(self._kind_changed)
        self.partner.changed.connect(lambda _value: self.changed.emit())
        self.person.textChanged.connect(lambda _text: self.changed.emit())

    def offer(self, partners: Sequence[Partner]) -> None:
        """The partners of the directory."""
        self._partners = {partner.short_name: partner for partner in partners}
        self.partner.offer([
            (partner.short_name, partner.name if partner.name == partner.short_name else
             _("{name} · {short_name}").format(name=partner.name, short_name=partner.short_name))
            for partner in partners
        ])

    def start(self, choice: str) -> None:
        """Begin with the recipient of that choice; empty for none."""
        key, individual = recipient_of_choice(choice)
        self.kind_chips.set_value(_PERSON if individual else _PARTNER)
        self.person.setText(key if individual else "")
        self.partner.set_value(None if individual or not key else key)
        self.show_chosen()

    def editors(self) -> dict[str, Editor]:
        """What is filled in here."""
        return {"kind": self.kind_chips, "partner": self.partner, "person": self.person}

    def show_chosen(self) -> None:
        """Show the field of the kind that is chosen."""
        self._kind_changed()

    @property
    def individual(self) -> bool:
        """Whether it is a person."""
        return self.kind_chips.value() == _PERSON

    @property
    def key(self) -> str:
        """The partner's short name, or the person's name; empty for none."""
        if self.individual:
            return self.person.text().strip()
        chosen = self.partner.value()
        return chosen if isinstance(chosen, str) else ""

    @property
    def name(self) -> str:
        """The name as it is read aloud."""
        partner = None if self.individual else self._partners.get(self.key)
        return self.key if partner is None else partner.name

    @property
    def partner_kind(self) -> PartnerKind | None:
        """What kind of partner it is; None for a person or as long as none is chosen."""
        partner = None if self.individual else self._partners.get(self.key)
        return None if partner is None else partner.kind

    def _kind_changed(self, _value: object = None) -> None:
        self.partner.setVisible(not self.individual)
        self.person.setVisible(self.individual)
        self.setFocusProxy(self.person if self.individual else self.partner)
        self.changed.emit()
