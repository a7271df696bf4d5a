"""Letters as files."""

from pathlib import Path

import pytest

from moments.application.ports.email import MailServerDown
from moments.infrastructure.delivery.folder import FolderSink
from tests.infrastructure.delivery.emails import CLOCK, SENDER, a_letter, written_to


async def test_a_letter_that_is_sent_again_writes_over_itself(tmp_path: Path) -> None:
    sink = FolderSink(tmp_path / "mail", SENDER, CLOCK)

    await sink.send(a_letter(7), written_to(subject="First"))
    await sink.send(a_letter(7, fence=2), written_to(subject="Second"))
    await sink.send(a_letter(8), written_to())

    files = sorted((tmp_path / "mail").iterdir())
    assert [file.name for file in files] == [
        "20261102-180000-0000007-application_approved.eml",
        "20261102-180000-0000008-application_approved.eml",
    ]
    assert b"Subject: Second\r\n" in files[0].read_bytes()


async def test_a_folder_that_can_t_be_written_to_is_no_letter_s_fault(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be")

    with pytest.raises(MailServerDown, match="can't be written to"):
        await FolderSink(tmp_path / "mail", SENDER, CLOCK).send(a_letter(), written_to())
