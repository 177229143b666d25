"""Grids of danger, assessing, and what was assessed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from caselink.commands.outcome import Outcome
from caselink.commands.sharing import purpose_of, reason_of
from caselink.commands.texts import text_from
from caselink.commands.unlocking import opened
from caselink.domain.answers import Json
from caselink.errors import UserError
from caselink.forms.danger.describing import grid_document, rule_words
from caselink.forms.danger.grids import GRIDS
from caselink.forms.danger.judging import Judgement
from caselink.forms.danger.levels import level_words
from caselink.forms.danger.schema import Grid
from caselink.forms.danger.standing import JudgedAssessment, looked
from caselink.i18n import _
from caselink.services.cases import find_case
from caselink.services.danger.assessing import assess_file
from caselink.services.danger.grids import add_grid_file, find_grid
from caselink.services.danger.sheet import prepare_danger_sheet
from caselink.services.paper_files import expect_free_place


def grid(options: Namespace) -> Outcome:
    """A grid with its factors and questions; with a vault one of the office's own too, or a new one for it."""
    if options.vault is None:
        if options.add is not None:
            raise UserError(_("« --add » ajoute une grille à un coffre : nommez-le. Rien n’a été fait."))
        if options.grid not in GRIDS:
            sentence = _("Cette grille n’existe pas ici. Les grilles : {list}. Rien n’a été fait.")
            raise UserError(sentence.format(list=", ".join(GRIDS)))
        return _described(GRIDS[options.grid])
    raw = None if options.add is None else text_from(options.add).encode()
    with opened(options) as office:
        return _described(find_grid(office, options.grid).grid if raw is None else add_grid_file(office, raw))


def assess(options: Namespace) -> Outcome:
    """Keep an assessment. Nothing is kept where the file is not sound."""
    data = text_from(options.file).encode()
    with opened(options) as office:
        _case, made, judged = assess_file(office, find_case(office, options.case).id, data)
    document: dict[str, Json] = {
        "id": made.id, "proposed": made.proposed.value, "level": made.level.value, "factors": _counts(judged),
        "rules": [*judged.rules],
    }
    proposed = _("Proposé : {level}").format(level=level_words(made.proposed))
    kept = _("Noté : {level}").format(level=level_words(made.level))
    rules = (f"  {rule_words(made, rule)}" for rule in judged.rules)
    return Outcome(document, (*_counted(judged), proposed, *rules, kept))


def danger(options: Namespace) -> Outcome:
    """What was assessed, the latest last."""
    with opened(options) as office:
        found = looked(find_case(office, options.case), office.today())
    listed: list[Json] = [_looked_document(each) for each in found]
    return Outcome({"case": options.case, "assessments": listed}, tuple(map(_looked_line, found)))


def danger_sheet(options: Namespace) -> Outcome:
    """Write the danger sheet of the latest assessment. Exit 3 as for the liaison form."""
    purpose, out, why = purpose_of(options.purpose), Path(options.out), reason_of(options)
    expect_free_place(out)
    with opened(options) as office:
        made = prepare_danger_sheet(
            office, find_case(office, options.case).id, options.to, purpose, out, with_reason=options.with_reason,
            despite_near=why, closed_case=options.closed_case,
        )
    secret = _("Phrase de passe, à donner de vive voix et gardée nulle part : {passphrase}").format(
        passphrase=made.passphrase
    )
    done = _("La fiche de danger est écrite et inscrite au registre sous le numéro {id}.").format(id=made.id)
    document = {
        "id": made.id, "path": str(made.path), "passphrase": made.passphrase, "warnings": list(made.warnings)
    }
    return Outcome(document, (done, secret), made.warnings, secret=secret)


def _described(found: Grid) -> Outcome:
    shown = [f"{_(found.label)} · {found.id} {found.version}"]
    for question in found.questions:
        shown.append(f"  {_(question.label)}")
        factors = [factor for factor in found.factors if factor.id in question.factors]
        shown += [f"    {_(factor.ask_her)}" for factor in factors if factor.ask_her]
    return Outcome(grid_document(found), tuple(shown))


def _looked_document(each: JudgedAssessment) -> dict[str, Json]:
    made = each.assessment
    return {
        "id": made.id, "on": made.on.isoformat(), "grid": made.grid, "version": made.version,
        "proposed": made.proposed.value, "level": made.level.value, "reason": made.reason, "stale": each.stale,
        **_counts(each.judgement),
    }


def _looked_line(each: JudgedAssessment) -> str:
    stale = " · " + _("à refaire") if each.stale else ""
    return f"{each.assessment.on.isoformat()}  {level_words(each.assessment.level)}{stale}"


def _counts(judged: Judgement | None) -> dict[str, Json]:
    """How many are so; null where this program has no longer the grid that says what they are."""
    if judged is None:
        return dict.fromkeys(("alerts", "risk", "safety", "unknown"))
    return {
        "alerts": len(judged.alerts), "risk": len(judged.risks), "safety": len(judged.safety),
        "unknown": len(judged.unknown),
    }


def _counted(judged: Judgement) -> list[str]:
    return [_(factor.label) for factor in (*judged.alerts, *judged.risks, *judged.safety)]
