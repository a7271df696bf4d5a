"""Emails as files."""

from pathlib import Path

import pytest

from moments.application.ports.email import MailServerUnavailable
from moments.infrastructure.delivery.folder import FolderTransport
from tests.infrastructure.delivery.emails import CLOCK, SENDER, an_email, written_to


async def test_an_email_that_is_sent_again_writes_over_itself(tmp_path: Path) -> None:
    transport = FolderTransport(tmp_path / "mail", SENDER, CLOCK)

    await transport.send(an_email(7), written_to(subject="First"))
    await transport.send(an_email(7, fencing_token=2), written_to(subject="Second"))
    await transport.send(an_email(8), written_to())

    files = sorted((tmp_path / "mail").iterdir())
    assert [file.name for file in files] == [
        "20261102-180000-0000007-application_approved.eml",
        "20261102-180000-0000008-application_approved.eml",
    ]
    assert b"Subject: Second\r\n" in files[0].read_bytes()


async def test_a_folder_that_can_t_be_written_to_is_no_email_s_fault(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be")

    with pytest.raises(MailServerUnavailable, match="can't be written to"):
        await FolderTransport(tmp_path / "mail", SENDER, CLOCK).send(an_email(), written_to())
