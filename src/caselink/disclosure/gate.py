"""The gate: the one place that decides what may leave. Written to be read by a lawyer.

A piece of information is shared with a recipient for a purpose on a day when, and only when:

1. the recipient is not on the list of those who must never be informed;
2. the purpose needs that category of information;
3. she gave a consent for this recipient, this category and this purpose, which counts on that day and was not taken
   back; or the office decided, and recorded, to rely on a legal ground that names such a recipient, and did not end
   that decision.

Categories marked explicit are covered only by a tick of their own. No legal ground ever carries her residence status.
Whatever is not shared is withheld, with the first reason that applies in the order of `Reason` (docs/rules/consent.md).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from caselink.consent.events import read_grounds
from caselink.consent.grounds import Consent, Grounds, LegalDecision, MustNotReceive, Recipient
from caselink.disclosure.chronology import chronology_pieces
from caselink.disclosure.complaint import refusal_pieces, sheet_pieces
from caselink.disclosure.exported import case_as_imported
from caselink.disclosure.outputs import (
    NOTHING_ASKED,
    SEAL,
    Asking,
    CaseFree,
    Decision,
    Disclosure,
    Doer,
    Handed,
    OfficePage,
    OfficeView,
    OwnCopy,
    Piece,
    Reason,
    Received,
    Shared,
    Withheld,
)
from caselink.disclosure.pieces import NAMED, danger_sheet_pieces, pieces_of, refused_by_the_person, report_pieces
from caselink.domain.answers import Json
from caselink.domain.case import Case
from caselink.domain.needs import NeedState
from caselink.domain.partners import Partner
from caselink.domain.roles import Role
from caselink.errors import EventsAltered, Refused, UserError
from caselink.forms.categories import Category, is_explicit
from caselink.forms.consent_terms import ExcludedKind
from caselink.forms.directory import partner_to_json
from caselink.forms.legal_bases import LEGAL_BASES
from caselink.forms.purposes import PURPOSES, Purpose
from caselink.forms.registry import PARTNER_FORM
from caselink.forms.schema import Standing
from caselink.i18n import _
from caselink.names.comparing import is_within, near_name, same_name
from caselink.names.mentions import is_mentioned
from caselink.names.person import Name


def decide(
    case: Case, audience: tuple[Recipient, ...], purpose: Purpose, on: date, attachments: Collection[str] = (),
    asking: Asking = NOTHING_ASKED,
) -> Decision:
    """What everyone in `audience` may receive of this case for this purpose on this day, and what is withheld and why.

    Files are judged only where they are asked for, by the ids in `attachments`. `asking` is what the office asks of
    them; where nothing may be shared it is not said either.

    With several recipients (a meeting) only what each of them may have is shared. Raises EventsAltered when the
    consents, withdrawals and other events of the case are not the ones that the audit chain sealed, ValueError for an
    empty audience.
    """
    return _decide(case, audience, purpose, on, pieces_of(case, attachments, on), asking)


def decide_for_each(
    case: Case, recipients: Sequence[Recipient], purpose: Purpose, on: date, read: Callable[[str], Name] = Name
) -> tuple[Decision, ...]:
    """The same for each of them alone, in their order: what `decide` says of an audience of one, with the case read
    once for all. Raises EventsAltered as `decide`."""
    grounds, pieces = grounds_of(case), [*pieces_of(case, (), on)]
    return tuple(_judged(case, (each,), purpose, on, pieces, grounds, read) for each in recipients)


def decide_danger_sheet(
    case: Case, audience: tuple[Recipient, ...], purpose: Purpose, on: date, *, with_reason: bool
) -> Decision:
    """The same of what a danger sheet is about: who they are, the level, each factor, those nobody knows too, and the
    circumstances. The reason of the level is there only where the worker ticked it. Raises as `decide`."""
    return _decide(case, audience, purpose, on, danger_sheet_pieces(case, on, with_reason=with_reason))


def decide_report(case: Case, audience: tuple[Recipient, ...], purpose: Purpose, on: date) -> Decision:
    """What may be reported without her consent: on the decisions that the office recorded alone, whatever she agreed
    to. A decision that carries nothing of it is not named. Raises as `decide`."""
    return _decide(case, audience, purpose, on, report_pieces(case, on), only_legal=True)


def decide_chronology(case: Case, audience: tuple[Recipient, ...], purpose: Purpose, on: date) -> Decision:
    """The same of what a chronology is about: who she is, and what happened on which day. Raises as `decide`."""
    return _decide(case, audience, purpose, on, chronology_pieces(case, on))


def decide_complaint_sheet(case: Case, audience: tuple[Recipient, ...], on: date) -> Decision:
    """The same of what a complaint is prepared from, for the purpose of a complaint. Raises as `decide`."""
    return _decide(case, audience, Purpose.COMPLAINT, on, sheet_pieces(case))


def decide_complaint_letter(
    case: Case, audience: tuple[Recipient, ...], on: date, asking: Asking = NOTHING_ASKED
) -> Decision:
    """The same of the last refusal of a complaint: who she is, on which day, where. Raises as `decide`."""
    return _decide(case, audience, Purpose.COMPLAINT, on, refusal_pieces(case), asking)


def decide_who(case: Case, audience: tuple[Recipient, ...], purpose: Purpose, on: date) -> Decision:
    """The same of who she is alone. Raises as `decide`."""
    return _decide(case, audience, purpose, on, (piece for piece in pieces_of(case) if piece.path in NAMED))


def _decide(
    case: Case, audience: tuple[Recipient, ...], purpose: Purpose, on: date, pieces: Iterable[Piece],
    asking: Asking = NOTHING_ASKED, *, only_legal: bool = False,
) -> Decision:
    if not audience:
        raise ValueError("an audience has at least one recipient")
    grounds = grounds_of(case)
    if only_legal:
        grounds = replace(grounds, consents=())
    return _judged(case, audience, purpose, on, pieces, grounds, Name, asking, only_legal=only_legal)


def _judged(
    case: Case, audience: tuple[Recipient, ...], purpose: Purpose, on: date, pieces: Iterable[Piece], grounds: Grounds,
    read: Callable[[str], Name], asking: Asking = NOTHING_ASKED, *, only_legal: bool = False,
) -> Decision:
    blocked = {recipient for recipient in audience if is_blocked(grounds, recipient, read)}
    standing = [
        {category: _judge(grounds, category, recipient, purpose, on) for category in Category} for recipient in audience
    ]
    shared: list[Shared] = []
    withheld: list[Withheld] = []
    last_days: list[date] = []
    for piece in pieces:
        verdicts = [
            Reason.BLOCKED_RECIPIENT if recipient in blocked else _of_piece(case, piece, purpose, by_category)
            for recipient, by_category in zip(audience, standing, strict=True)
        ]
        reasons = [verdict for verdict in verdicts if isinstance(verdict, Reason)]
        if reasons:
            withheld.append(Withheld(piece.path, piece.category, min(reasons, key=list(Reason).index)))
            continue
        active = [verdict for verdict in verdicts if not isinstance(verdict, Reason)]
        shared.append(Shared(_as_told(case, piece, audience), tuple(_basis(ground) for ground in active)))
        last_days.extend(_last_day(ground, piece.category, purpose) for ground in active)
    valid_until = min(last_days, default=None)
    said = asking if shared else NOTHING_ASKED
    used = {basis for each in shared for basis in each.bases}
    decisions = tuple(each for each in grounds.legal if only_legal and f"legal:{each.id}" in used)
    disclosure = Disclosure(
        audience, purpose, on, tuple(shared), valid_until, seal=SEAL, asking=said, decisions=decisions
    )
    return Decision(disclosure, tuple(withheld))


def _as_told(case: Case, piece: Piece, audience: tuple[Recipient, ...]) -> Piece:
    """A need that is to be done, with its day and with who sees to it: the recipient itself or the office, nobody
    else."""
    mark = case.needs.get(piece.path.removeprefix("needs."))
    if mark is None or mark.state is not NeedState.TO_DO or not piece.path.startswith("needs."):
        return piece
    theirs = mark.partner is not None and [each.key for each in audience] == [mark.partner]
    doer = Doer.RECIPIENT if theirs else Doer.OFFICE if mark.owner and mark.partner is None else Doer.NOBODY
    return replace(piece, due=mark.due, doer=doer)


def case_free(
    document_id: str, title: str, paragraphs: tuple[str, ...], facts: tuple[tuple[str, str], ...] = ()
) -> CaseFree:
    """A paper about the office and its vault, never about a person: whoever asks for it hands in no case.

    `document_id` comes from `new_document_id`, or is empty where the paper bears none. The only thing of a case that
    may stand in it is its reference, on the certificate of its erasure.
    """
    return CaseFree(document_id, title, facts, paragraphs, seal=SEAL)


def handed_to_her(
    case: Case, title: str, blocks: tuple[tuple[str, tuple[str, ...]], ...], language: str, *, beside: str = "",
    notes: tuple[str, ...] = (),
) -> Handed:
    """A paper of her own, made with her: sentences of the program that she chose, no words of anybody; see `Handed`.

    Raises Refused unless she said that she can keep a paper: one that he finds says that she is leaving.
    """
    expect_paper(case)
    return Handed(title, blocks, language, beside, notes, seal=SEAL)


def for_her_to_sign(
    case: Case, addressed: Recipient, title: str, blocks: tuple[tuple[str, tuple[str, ...]], ...], language: str, *,
    beside: str = "", notes: tuple[str, ...] = (),
) -> Handed:
    """What she is asked to agree to, for one recipient: sentences of the program and who it is, no answer of hers. What
    she signs stays at the office; see `Handed`.

    Raises Refused for somebody never to inform: nobody asks her to agree to that.
    """
    if is_blocked(grounds_of(case), addressed):
        raise Refused(_("Ce destinataire est à ne jamais informer : aucun accord ne lui est demandé."))
    return Handed(title, blocks, language, beside, notes, seal=SEAL)


def own_copy(case: Case, received: Iterable[Received], *, on_paper: bool) -> OwnCopy:
    """What this case says of her, for herself (GDPR, article 15), and who received what; without other people's data
    (15(4)): the alleged perpetrator, those she trusts, what is known of the danger he is.

    What the office wrote for itself is none of it, and of no category [c]. Raises Refused where it is to stand on paper
    and nothing says that she can keep one; EventsAltered as `decide`.
    """
    if on_paper:
        expect_paper(case)
    grounds_of(case)
    return OwnCopy(tuple(piece for piece in pieces_of(case) if _is_hers(piece)), tuple(received), seal=SEAL)


def _is_hers(piece: Piece) -> bool:
    place = PARTNER_FORM.place(piece.path)
    others = place is not None and place.section.names in (Standing.ACCUSED, Standing.CONTACT, Standing.WORKER)
    of_others = piece.category in (Category.PERPETRATOR, Category.ENTOURAGE)
    return not others and not of_others and not piece.path.startswith("danger.")


def expect_paper(case: Case, *, discreet: bool = False) -> None:
    """Raises Refused unless she said that she can keep a paper; for a `discreet` one, which tells nothing to whoever
    finds it, only where she said that she can't."""
    said = case.value("contact.may_keep_paper")
    if said is not True and not (discreet and said is None):
        raise Refused(_(
            "Rien ne dit qu’elle peut garder un papier sans danger : aucun n’est fait. Demandez-le-lui, puis notez-le "
            "dans « La joindre sans danger »."
        ))


def worker_statement(
    title: str, blocks: tuple[tuple[str, tuple[str, ...]], ...], language: str, *, asked_by_her: bool
) -> Handed:
    """The draft of what a worker attests of what that worker saw and heard, to be copied out by hand and given to her.

    Whoever asks hands in words typed for it, never a case: names are written by hand. Raises Refused unless she asked
    for it.
    """
    if not asked_by_her:
        raise Refused(_("Une attestation se fait à sa demande : rien n’est écrit."))
    return Handed(title, blocks, language, "", (), seal=SEAL)


def timeline_page(
    role: Role, title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> OfficePage:
    """The dated things of a case on a page for the office that follows it: days and sorts, in words of the program and
    names of the directory; nothing that anybody typed. Raises UserError for who only reads."""
    if role is Role.READ_ONLY:
        raise UserError(_("Votre rôle ne permet pas de préparer ce document : rien n’a été préparé. Demandez à la "
                          "coordination."))
    return OfficePage(title, (), heads, tuple(rows), (), seal=SEAL)


def handed_to_him(interview: Mapping[str, Json], title: str, service: tuple[str, ...], language: str) -> Handed:
    """What he takes away of an interview: the name he gives, the words he agreed to, and where he is sent.

    Whoever asks hands in what was noted of that one interview, never a case: nothing of her, of her form, of her
    reference can stand in it. Raises Refused where he did not agree to a paper.
    """
    if interview.get("agreed") is not True:
        raise Refused(_("Il n’a pas accepté qu’un papier soit fait : rien n’est écrit."))
    said = tuple(text for key in ("name", "words") if isinstance(text := interview.get(key), str) and text.strip())
    blocks = ((_("Ce qu’il dit et accepte d’écrire"), said), (_("Le service"), service))
    return Handed(title, tuple(block for block in blocks if block[1]), language, "", (), seal=SEAL)


def office_view(
    role: Role, cases: Iterable[Case], partners: Iterable[Partner], reason: str,
    meetings: Iterable[Mapping[str, object]] = (),
) -> OfficeView:
    """Whole cases and the directory, for a coordinator of this office who says why: nothing is withheld from the office
    itself. Register and history stay.

    Raises UserError for another role and without a reason, EventsAltered where the events of a case are not the ones
    that the audit chain sealed.
    """
    if role is not Role.COORDINATOR:
        raise UserError(_("Seule la coordination exporte des dossiers entiers : rien n’a été écrit. Demandez à la "
                          "coordination."))
    if not reason.strip():
        raise UserError(_("Dites pourquoi ces dossiers sont exportés : rien n’a été écrit."))
    written = tuple(case_as_imported(case, grounds_of_events(case)) for case in cases)
    listed = tuple(partner_to_json(partner) for partner in partners)
    return OfficeView(written, listed, reason.strip(), seal=SEAL, meetings=tuple(meetings))


def office_page(
    role: Role, title: str, facts: tuple[tuple[str, str], ...], heads: tuple[str, ...],
    rows: Iterable[tuple[str, ...]], paragraphs: tuple[str, ...] = (),
) -> OfficePage:
    """A page of the office for itself; whoever asks hands in what the register keeps, never a case.

    Raises UserError for another role than the coordination.
    """
    if role is not Role.COORDINATOR:
        raise UserError(_("Seule la coordination écrit cette page : rien n’a été écrit. Demandez à la coordination."))
    return OfficePage(title, facts, heads, tuple(rows), paragraphs, seal=SEAL)


def is_blocked(grounds: Grounds, recipient: Recipient, read: Callable[[str], Name] = Name) -> bool:
    """Whether this recipient, or anyone known there, is someone who must never be informed. Names are taken apart by
    `read`: a `ReadOnce` where many are compared."""
    return bool(_blocking(grounds, recipient, read))


def near_matches(
    grounds: Grounds, recipient: Recipient, read: Callable[[str], Name] = Name
) -> tuple[MustNotReceive, ...]:
    """Entries of the list that resemble this recipient, or stand in what is written of it: somebody answers for each of
    them before anything is prepared."""
    names = [*map(read, recipient.names)]
    blocking = _blocking(grounds, recipient, read)
    near = [
        entry for entry in grounds.never_inform
        if entry not in blocking
        and (
            any(near_name(read(entry.name), name) for name in names)
            or any(is_mentioned(read(entry.name), read(text)) for text in (*recipient.names, *recipient.said))
        )
    ]
    named_in_the_form = [entry for entry in near if not entry.id]
    return tuple(entry for entry in near if entry.id or entry is named_in_the_form[0])


def _blocking(grounds: Grounds, recipient: Recipient, read: Callable[[str], Name]) -> list[MustNotReceive]:
    """The entries whose very name stands in a name of this recipient (decision 23)."""
    names = [*map(read, recipient.names)]
    return [
        entry for entry in grounds.never_inform
        if any(same_name(listed, name) or is_within(listed, name) for listed in [read(entry.name)] for name in names)
    ]


def grounds_of(case: Case) -> Grounds:
    """All that stands for or against sharing in this case; whoever is named in it as the perpetrator counts as listed.

    Raises EventsAltered when the events are not the ones that the audit chain sealed.
    """
    grounds = grounds_of_events(case)
    return replace(grounds, never_inform=(*grounds.never_inform, *_named_in_the_form(case)))


def grounds_of_events(case: Case) -> Grounds:
    """What the events of this case say, without whom the form names. Raises EventsAltered as `grounds_of`."""
    if not case.events_match_the_chain():
        raise EventsAltered()
    try:
        return read_grounds(case.events)
    except (ValueError, KeyError) as fault:
        raise EventsAltered() from fault


def _named_in_the_form(case: Case) -> Iterator[MustNotReceive]:
    """Whom the form names: with all first names, with each of them, and in Latin letters."""
    fields = ("first_names", "last_name", "latin_name")
    first, last, in_latin = (_text(case, f"perpetrator.{field}") for field in fields)
    each = first.replace(",", " ").split() if last else []
    for name in dict.fromkeys([*(f"{given} {last}".strip() for given in (first, *each)), in_latin]):
        if name:
            yield MustNotReceive("", ExcludedKind.PERPETRATOR, name)


def _text(case: Case, path: str) -> str:
    value = case.value(path)
    return value if isinstance(value, str) else ""


_Verdict = Consent | LegalDecision | Reason
"""The ground on which something may go to a recipient, or the first reason why it may not."""


def _of_piece(case: Case, piece: Piece, purpose: Purpose, by_category: Mapping[Category, _Verdict]) -> _Verdict:
    """What is judged of its category, unless the purpose does not need it or the person it names refused."""
    if piece.category not in PURPOSES[purpose].categories:
        return Reason.NOT_NEEDED
    if refused_by_the_person(case, piece.path):
        return Reason.EXPLICIT_CONSENT_NEEDED
    return by_category[piece.category]


def _judge(grounds: Grounds, category: Category, recipient: Recipient, purpose: Purpose, on: date) -> _Verdict:
    """The ground on which that category may go to a recipient who is not blocked, or the first reason why it may not.

    One active consent is enough; of several it is the one that counts longest, and a legal ground where there is none.
    """
    hers = [consent for consent in grounds.consents if _is_for(consent, recipient)]
    covering = [consent for consent in hers if consent.covers(category, recipient)]
    active: list[Consent | LegalDecision] = [
        consent for consent in covering if _counts(consent, category, purpose, on)
    ]
    active = active or [decision for decision in grounds.legal if _carries(decision, category, recipient, on)]
    if not active:
        return _reason(covering, category, recipient, purpose, on)
    return max(active, key=lambda ground: _last_day(ground, category, purpose))


def _is_for(consent: Consent, recipient: Recipient) -> bool:
    """Whether she gave it for this very recipient: the same short name, and still the sort of agency it was then."""
    if recipient.kind is None:
        return consent.individual and consent.recipient == recipient.key
    same_kind = consent.recipient_kind in ("", recipient.kind.value)
    return not consent.individual and same_kind and consent.recipient == recipient.key


def _counts(consent: Consent, category: Category, purpose: Purpose, on: date) -> bool:
    """Whether it is active. The first and the last day count; a withdrawal counts from its day."""
    in_time = consent.given_on <= on <= consent.last_day
    return in_time and purpose in consent.purposes and not consent.withdrawn(category, purpose, on)


def _carries(decision: LegalDecision, category: Category, recipient: Recipient, on: date) -> bool:
    """Exceptional sharing: only what was decided, to recipients that a text in force names, never residence."""
    basis = LEGAL_BASES.get(decision.basis)
    return (
        category is not Category.RESIDENCE
        and basis is not None
        and recipient.kind in basis.recipients
        and basis.in_force(decision.on)
        and basis.in_force(on)
        and decision.recipient == recipient.key
        and category in decision.categories
        and decision.counts_on(on)
    )


def _reason(
    covering: list[Consent], category: Category, recipient: Recipient, purpose: Purpose, on: date
) -> Reason:
    """The first reason that applies, given that no consent and no legal ground is active."""
    if not covering:
        return Reason.EXPLICIT_CONSENT_NEEDED if is_explicit(category, recipient.kind) else Reason.NO_CONSENT
    return min((_why_not(consent, category, purpose, on) for consent in covering), key=list(Reason).index)


def _why_not(consent: Consent, category: Category, purpose: Purpose, on: date) -> Reason:
    """Why this one consent, which covers the category for this recipient, is not active."""
    return next(_shortcomings(consent, category, purpose, on), Reason.OTHER_PURPOSE)


def _shortcomings(consent: Consent, category: Category, purpose: Purpose, on: date) -> Iterator[Reason]:
    asked = {purpose} & consent.purposes or consent.purposes
    if all(consent.withdrawn(category, each, on) for each in asked):
        yield Reason.WITHDRAWN
    if on > consent.last_day:
        yield Reason.EXPIRED
    if on < consent.given_on:
        yield Reason.NOT_YET_VALID


def _basis(ground: Consent | LegalDecision) -> str:
    return f"{'consent' if isinstance(ground, Consent) else 'legal'}:{ground.id}"


def _last_day(ground: Consent | LegalDecision, category: Category, purpose: Purpose) -> date:
    """The last day on which the ground still counts, a withdrawal recorded for a later day included."""
    if isinstance(ground, LegalDecision):
        in_force_until = LEGAL_BASES[ground.basis].valid_until
        return min(ground.last_day, in_force_until or date.max)
    ends = [part.on - timedelta(days=1) for part in ground.withdrawals if part.takes_back(category, purpose)]
    return min([ground.last_day, *ends])
