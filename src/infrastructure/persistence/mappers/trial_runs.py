"""Trial runs and their rows; the figures of runs and the reports of trial runs as JSON.

- figures: the fields of `Figures`
- a trial run's report: `{this, last, basis, fingerprint, lists_digest, salt, code_version, empty, lists_differ,
  identical}`,
  where `this`, `last` and `basis` are `{run, quarter, made_at, parameters, figures, certificate}`
  or null, and `certificate` is `{bound, value, gap, spread_cost, beyond_limits}`; `empty`: `{reason: lists}`, those of
  `this`
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from moments.domain.matching.certificate import Certificate, Spread
from moments.domain.matching.figures import Figures
from moments.domain.matching.trial_report import RunReport, TrialReport
from moments.domain.matching.trial_run import TrialRun, TrialRunState
from moments.domain.program.quarter import Quarter
from moments.infrastructure.persistence.mappers.matching import parameters_of, parameters_row
from moments.infrastructure.persistence.stored_json import StoredJson
from moments.infrastructure.persistence.transaction import Values

_FIGURES = StoredJson(
    Figures,
    {
        "mentees_not_taking_part": "mentees_absent",
        "mentors_not_taking_part": "mentors_absent",
        "max_matched": "matched_at_most",
    },
)


def trial_run_of(row: Row[Any]) -> TrialRun:
    return TrialRun(
        id=row.id,
        asked_at=row.asked_at,
        asked_by=row.asked_by,
        basis=row.basis,
        parameters=parameters_of(row.parameters),
        state=TrialRunState(row.state),
        attempts=row.attempts,
        taken_until=row.taken_until,
        done_at=row.done_at,
        report=trial_report_of(row.report) if row.report else None,
        problem=row.problem,
        version=row.version,
    )


def trial_run_row(trial_run: TrialRun) -> Values:
    return {
        "id": trial_run.id,
        "asked_at": trial_run.asked_at,
        "asked_by": trial_run.asked_by,
        "basis": trial_run.basis,
        "parameters": parameters_row(trial_run.parameters),
        "state": trial_run.state.value,
        "attempts": trial_run.attempts,
        "taken_until": trial_run.taken_until,
        "done_at": trial_run.done_at,
        "report": trial_run.report and trial_report_row(trial_run.report),
        "problem": trial_run.problem,
    }


def figures_row(figures: Figures) -> Values:
    row: Values = _FIGURES.dump(figures)
    return row


def figures_of(stored: object) -> Figures:
    return _FIGURES.load(stored)


def trial_report_row(report: TrialReport) -> Values:
    this = _run_report_row(report.current)
    return {
        "this": this,
        "last": report.previous and _run_report_row(report.previous),
        "basis": report.baseline and _run_report_row(report.baseline),
        "fingerprint": report.fingerprint,
        "lists_digest": report.lists_hash,
        "salt": report.seed,
        "code_version": report.code_version,
        "empty": this["figures"]["empty"],
        "lists_differ": report.lists_differ,
        "identical": report.identical,
    }


def trial_report_of(stored: Mapping[str, Any]) -> TrialReport:
    last, basis = stored["last"], stored["basis"]
    return TrialReport(
        current=_run_report_of(stored["this"]),
        previous=_run_report_of(last) if last else None,
        baseline=_run_report_of(basis) if basis else None,
        seed=stored["salt"],
        code_version=stored["code_version"],
        fingerprint=stored["fingerprint"],
        lists_hash=stored["lists_digest"],
        lists_differ=stored["lists_differ"],
        identical=stored["identical"],
    )


def _run_report_row(report: RunReport) -> Values:
    certificate = report.certificate
    return {
        "run": report.run,
        "quarter": report.quarter and report.quarter.name,
        "made_at": report.made_at and report.made_at.isoformat(),
        "parameters": parameters_row(report.parameters),
        "figures": figures_row(report.figures),
        "certificate": {
            "bound": certificate.bound,
            "value": certificate.value,
            "gap": certificate.gap,
            "spread_cost": certificate.spread.cost,
            "beyond_limits": certificate.spread.beyond_limits,
        },
    }


def _run_report_of(stored: Mapping[str, Any]) -> RunReport:
    certificate, quarter, made_at = stored["certificate"], stored["quarter"], stored["made_at"]
    return RunReport(
        run=stored["run"],
        quarter=Quarter.named(quarter) if quarter else None,
        made_at=datetime.fromisoformat(made_at) if made_at else None,
        parameters=parameters_of(stored["parameters"]),
        certificate=Certificate(
            certificate["bound"],
            certificate["value"],
            Spread(certificate.get("spread_cost", 0), certificate.get("beyond_limits", 0)),
        ),
        figures=figures_of(stored["figures"]),
    )
