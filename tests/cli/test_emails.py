"""`moments emails preview`: every email, without a database."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from moments.cli import app
from moments.domain.email.kinds import EmailKind


def test_every_email_is_written_for_looking_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOMENTS_BASE_URL", "https://moments.example.gov")

    result = CliRunner().invoke(app, ["emails", "preview", "some/emails"])

    assert result.exit_code == 0, result.output
    listed = dict(line.split("\t") for line in result.stdout.splitlines())
    assert {name.partition("-")[0] for name in listed} == {kind.value for kind in EmailKind}
    folder = tmp_path / "some" / "emails"
    index = (folder / "index.html").read_text("utf-8")
    for name, subject in listed.items():
        assert f"<title>{subject}</title>" in (folder / f"{name}.html").read_text("utf-8")
        assert (folder / f"{name}.txt").read_text("utf-8").startswith(f"Subject: {subject}\n")
        assert (folder / f"{name}.ics").is_file() is name.startswith("meeting")
        assert f'href="{name}.html"' in index
    assert (folder / "meeting_proposed.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert "https://moments.example.gov/requests/" in (folder / "mentor_requested.txt").read_text("utf-8")
    assert list(tmp_path.iterdir()) == [tmp_path / "some"], "nothing else is made, no database"
