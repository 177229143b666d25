"""Erasing answers for good, history and older copies included: one, or all that a choice no longer lets stand.

Nothing is erased by one click: what goes is told first and a word is typed; what went is told afterwards (decision 20).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from caselink.disclosure.pieces import DANGER
from caselink.domain.case import Case
from caselink.errors import UserError
from caselink.forms.needs import NEEDS
from caselink.forms.records import record_of
from caselink.forms.registry import PARTNER_FORM
from caselink.i18n import N_, _, ngettext
from caselink.services import history_words as words
from caselink.services.complaints import with_what_tells_it, write_what_is_left
from caselink.services.danger.assessing import write_without
from caselink.services.former_traces import former_traces
from caselink.services.office import Office
from caselink.services.traces import ATTACHMENT, NEED, Trace, entry_of, entry_paths, traces_of
from caselink.vault import Change

_WORD: Final = N_("EFFACER")


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure would take away, by name, never by value.

    `goes` goes in any case, `offered` unless the worker keeps it, `to_look_at` only where she says so.
    """

    goes: tuple[Trace, ...] = ()
    offered: tuple[Trace, ...] = ()
    to_look_at: tuple[Trace, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.goes or self.offered or self.to_look_at)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a worker said when she was asked: the word she typed, and what is to go besides what goes in any case."""

    typed: str
    also: frozenset[str] = field(default_factory=frozenset)
    """Ids of traces."""


class ErasureAsked(UserError):
    """Something would be erased for good; nothing was changed until somebody confirms it."""

    def __init__(self, erasure: Erasure) -> None:
        names = ", ".join(trace.words for trace in erasure.goes) or _("rien d’office")
        super().__init__(_(
            "Cela efface pour de bon, de l’historique et des sauvegardes aussi : {what}. Rien n’a été modifié : "
            "confirmez d’abord."
        ).format(what=names))
        self.erasure = erasure


def word_to_type() -> str:
    """The word by which a worker says that she means it, in her language."""
    return _(_WORD)


def erasure_of_answer(office: Office, case_id: str, path: str) -> Erasure:
    """What erasing the answer, the need `needs.<item>` or the record `encounters.<id>` at that path takes away; nothing
    where nothing stands or ever stood there.

    Raises UserError where the form has no such place, UnderHold and EventsAltered where nothing may be erased.
    """
    if PARTNER_FORM.place(path) is None and record_of(path) is None and not _is_need(path):
        raise UserError(_("La fiche n’a pas de rubrique de ce nom : rien n’a été effacé. Vérifiez le nom."))
    office.vault.expect_erasable(case_id)
    case = office.vault.case(case_id)
    names, paths = words.Names(case, {}), with_what_tells_it(office, case, [path])
    return Erasure(tuple(Trace(each, words.place_words(each, names)) for each in office.vault.stood(case_id, paths)))


def _is_need(path: str) -> bool:
    return path.startswith(NEED) and path.removeprefix(NEED) in NEEDS


def erase_answer(office: Office, case_id: str, path: str, confirmed: Confirmed) -> tuple[Case, tuple[Trace, ...]]:
    """Erase one answer with every value that ever stood there and what is being typed; gives what went.

    Raises UserError where nothing is there to erase or the word was not typed, and as `erasure_of_answer`.
    """
    erasure = erasure_of_answer(office, case_id, path)
    if not erasure:
        raise UserError(_("Rien n’est noté ici, ni ne l’a été : rien n’a été effacé."))
    expect_confirmed(confirmed.typed)
    case = office.vault.case(case_id)
    paths = with_what_tells_it(office, case, [path])
    with office.vault.change("answers_erased", case_id) as change:
        change.erase_answers(case_id, paths)
        write_what_is_left(change, case, paths)
    return office.vault.case(case_id), erasure.goes


def erase_traces(office: Office, change: Change, case: Case, traces: Iterable[Trace]) -> tuple[Trace, ...]:
    """Inside a change: erase these answers, needs, entries, attachments and what assessments say, as far as they are
    there."""
    traces = tuple(traces)
    held = {attachment.id for attachment in office.vault.attachments(case.id)}
    went, said, paths = [], list[Trace](), dict[str, Trace]()
    for trace in traces:
        entry = entry_of(trace.id)
        if trace.id.startswith(ATTACHMENT):
            if trace.id.removeprefix(ATTACHMENT) in held:
                change.remove_attachment(trace.id.removeprefix(ATTACHMENT))
                went.append(trace)
        elif trace.id.startswith(DANGER):
            said.append(trace)
        elif entry is None:
            paths[trace.id] = trace
        else:
            paths.update(dict.fromkeys(entry_paths(*entry), trace))
            if entry[1] in case.entries.get(entry[0], ()):
                change.remove_entry(case.id, *entry)
    before = write_without(change, case, {trace.id.removeprefix(DANGER) for trace in said}, paths)
    names = words.Names(case, {})
    for beside in with_what_tells_it(office, case, [*paths]):
        paths.setdefault(beside, Trace(beside, words.place_words(beside, names)))
    gone = change.erase_answers(case.id, [*paths, *before]) if paths or before else ()
    write_what_is_left(change, case, [*paths])
    return tuple(dict.fromkeys([*(paths[path] for path in gone if path in paths), *went, *(said if before else ())]))


def is_word(typed: str) -> bool:
    """Whether that is the word, in whatever case; the French one counts in every language."""
    return typed.strip().casefold() in {word_to_type().casefold(), _WORD.casefold()}


def expect_confirmed(typed: str) -> None:
    """Raises UserError unless the word was typed."""
    if not is_word(typed):
        sentence = _("Le mot {word} n’a pas été tapé : rien n’a été effacé. Tapez-le pour confirmer.")
        raise UserError(sentence.format(word=word_to_type()))


def erasure_by_choice(office: Office, case: Case, path: str, value: object) -> Erasure:
    """What recording this value at a path that others depend on takes away or leaves behind (residence: do not record).

    Answers asked under another choice go, also those that were cleared before: the history knows them. When the choice
    is changed, everything else of that category is asked about.
    """
    under = [
        (f"{section.id}.{field.name}", field.category)
        for section, field in PARTNER_FORM.fields()
        if field.asked_if is not None and field.asked_if[0] == path and value not in field.asked_if[1]
    ]
    if not under:
        return Erasure()
    names = words.Names(case, {})
    stood = office.vault.stood(case.id, [each for each, _category in under])
    goes = tuple(Trace(each, words.answer_place(each, names)) for each in stood)
    if not goes and case.value(path) in (None, value):
        return Erasure()
    categories = {category for _each, category in under}
    offered, to_look_at = traces_of(office, case, categories, {path, *stood})
    asked = {path, *(each for each, _category in under), *(trace.id for trace in (*offered, *to_look_at))}
    return Erasure(goes, offered, (*to_look_at, *former_traces(office, case, categories, asked)))


def chosen(erasure: Erasure, also: Collection[str]) -> tuple[Trace, ...]:
    """What goes when this is confirmed."""
    return (*erasure.goes, *(trace for trace in (*erasure.offered, *erasure.to_look_at) if trace.id in also))


def went_words(went: Collection[Trace]) -> str:
    """One sentence that says afterwards what went."""
    said = ngettext(
        "Effacé pour de bon : {what}", "Effacés pour de bon ({count}) : {what}", len(went)
    ).format(what=", ".join(trace.words for trace in went), count=len(went))
    return said if went else _("Rien n’a été effacé.")
