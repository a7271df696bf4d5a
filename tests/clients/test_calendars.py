"""A second calendar program's reader, ical.js, finds in our entries what was written, as icalendar does."""

import json
import os
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from moments.application.queries.rows import MeetingRow
from moments.domain.mentorships.lifecycle import MeetingState
from moments.infrastructure.email.calendar import CalendarEvent, calendar_file, calendar_part
from moments.infrastructure.email.samples import ADA, BEN, NOW
from tests.clients.test_javascript import FOLDER
from tests.infrastructure.email.test_calendar import DOMAIN, MEETING, PAGE, TIMES

AGENDA = "Größe, naïve; “quoted” — 日本語 🙂\nand \\ more, " + "a long line of it, " * 20


def written(*meetings: MeetingRow) -> list[CalendarEvent]:
    return [CalendarEvent(meeting, BEN, ADA, PAGE, DOMAIN, NOW) for meeting in meetings]


def read_by_ical_js(texts: list[str], folder: Path) -> list[dict[str, Any]]:
    file = folder / "calendars.json"
    file.write_text(json.dumps(texts))
    done = subprocess.run(
        ["node", FOLDER / "calendars.mjs", file],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "TZ": "America/Chicago"},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.usefixtures("javascript")
def test_it_reads_the_instants_in_every_season_and_on_both_days_of_change(tmp_path: Path) -> None:
    first = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    ten_years = [first + timedelta(hours=hours) for hours in range(0, 10 * 366 * 24, 101)]
    starts = [*TIMES.values(), *ten_years]
    entries = written(*(replace(MEETING, starts_at=each, minutes=60) for each in starts))
    for each, read in zip(starts, read_by_ical_js([calendar_file(each) for each in entries], tmp_path), strict=True):
        assert (moment(read["starts_at"]), moment(read["ends_at"])) == (each, each + timedelta(hours=1))
        assert (read["seconds"], read["is_date"], read["is_utc"], read["method"]) == (3600, False, True, None)


@pytest.mark.usefixtures("javascript")
def test_it_reads_the_words_the_people_the_updates_and_the_cancellation(tmp_path: Path) -> None:
    named = replace(MEETING, agenda=AGENDA)
    versions = [
        named,
        replace(named, sequence=1, proposed_by=BEN.id, starts_at=MEETING.starts_at + timedelta(days=7)),
        replace(named, sequence=2, state=MeetingState.CONFIRMED),
        replace(named, sequence=3, state=MeetingState.CANCELLED),
    ]
    found = read_by_ical_js([calendar_part(each).content for each in written(*versions)], tmp_path)
    assert [(each["method"], each["sequence"], each["status"]) for each in found] == [
        ("REQUEST", 0, "TENTATIVE"),
        ("REQUEST", 1, "TENTATIVE"),
        ("REQUEST", 2, "CONFIRMED"),
        ("CANCEL", 3, "CANCELLED"),
    ]
    assert {(each["uid"], each["organizer"], each["url"]) for each in found} == {
        (f"meeting-{MEETING.id}@{DOMAIN}", f"mailto:{ADA.email}", PAGE)
    }
    assert moment(found[1]["starts_at"]) - moment(found[0]["starts_at"]) == timedelta(days=7)
    for each in found:
        assert each["summary"] == f"Mentoring meeting: {BEN.name} and {ADA.name}"
        assert each["description"] == f"{AGENDA}\n\nOpen the meeting: {PAGE}"
        assert {address: name for address, (name, _) in each["attendees"].items()} == {
            f"mailto:{person.email}": person.name for person in (BEN, ADA)
        }
    assert found[1]["attendees"][f"mailto:{ADA.email}"][1] == "NEEDS-ACTION"
    assert found[1]["attendees"][f"mailto:{BEN.email}"][1] == "ACCEPTED"
