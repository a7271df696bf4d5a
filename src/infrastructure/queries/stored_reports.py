"""Reports of matching runs as they are stored, read back (application/ports/matching.py says how)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from moments.application.queries.matching_rows import RehearsalReportRow, ReportRow
from moments.domain.matching.certificate import Certificate
from moments.domain.matching.figures import DepartmentFigures, Figures
from moments.domain.matching.people import Absence
from moments.domain.matching.suggestion import EmptyReason
from moments.domain.program.quarter import Quarter
from moments.infrastructure.persistence.mappers.matching import parameters_of

Stored = Mapping[str, Any]


def figures_of(stored: Stored) -> Figures:
    return Figures(
        mentees=stored["mentees"],
        mentors=stored["mentors"],
        mentees_absent={Absence(why): number for why, number in stored["mentees_absent"].items()},
        mentors_absent={Absence(why): number for why, number in stored["mentors_absent"].items()},
        open_places=stored["open_places"],
        matched=stored["matched"],
        matched_at_most=stored["matched_at_most"],
        suggestions=stored["suggestions"],
        shown={int(lists): mentors for lists, mentors in stored["shown"].items()},
        empty={EmptyReason(why): number for why, number in stored["empty"].items()},
        departments={code: DepartmentFigures(**each) for code, each in stored["departments"].items()},
    )


def rehearsal_report_of(stored: Stored) -> RehearsalReportRow:
    return RehearsalReportRow(
        this=_report_of(stored["this"]),
        last=_report_of(stored["last"]) if stored["last"] else None,
        basis=_report_of(stored["basis"]) if stored["basis"] else None,
        salt=stored["salt"],
        code_version=stored["code_version"],
        fingerprint=stored["fingerprint"],
        lists_digest=stored["lists_digest"],
        lists_differ=stored["lists_differ"],
        identical=stored["identical"],
    )


def _report_of(stored: Stored) -> ReportRow:
    certificate, quarter, made_at = stored["certificate"], stored["quarter"], stored["made_at"]
    return ReportRow(
        run=stored["run"],
        quarter=Quarter.named(quarter) if quarter else None,
        made_at=datetime.fromisoformat(made_at) if made_at else None,
        parameters=parameters_of(stored["parameters"]),
        certificate=Certificate(certificate["bound"], certificate["value"]),
        figures=figures_of(stored["figures"]),
    )
