"""What a supervisor has read is what they decide, whatever the applicant does in between (APR-1)."""

from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moments.application.applications.decide_application import (
    ApproveApplication,
    DecideApplicationCommand,
    DenyApplication,
)
from moments.application.applications.edit_application import EditApplication, EditApplicationCommand
from moments.application.applications.filling_in import FilledIn
from moments.application.applications.revise_application import ReviseApplication, ReviseApplicationCommand
from moments.application.applications.submit_application import SubmitApplication, SubmitApplicationCommand
from moments.application.applications.withdraw_application import WithdrawApplication, WithdrawApplicationCommand
from moments.domain.applications.application import Application
from moments.domain.applications.decision import ApplicationChanged
from moments.domain.applications.lifecycle import ApplicationState
from moments.domain.shared.errors import DomainError
from tests.application.scenario import WAITING, Program, a_program
from tests.infrastructure.persistence.people import BEN, BOSS

STEPS = ("withdraw", "revise", "edit", "submit", "read", "approve", "deny")
DECISIONS = {"approve": ApproveApplication, "deny": DenyApplication}


@dataclass
class Story:
    """BEN's application, which waits for BOSS; `read` is what BOSS has on the screen, of the version sent at `sent`."""

    program: Program
    edits: int = 0
    refused: list[type[DomainError]] = field(default_factory=list)

    async def begin(self) -> "Story":
        await self.read()
        return self

    async def application(self) -> Application:
        async with self.program.new_work() as work:
            return await work.applications.get(WAITING)

    async def read(self) -> None:
        application = await self.application()
        if application.state is ApplicationState.SUBMITTED:
            self.seen, self.sent = application.form, application.submitted_at

    async def take(self, step: str) -> None:
        try:
            await self._take(step)
        except DomainError as error:
            self.refused.append(type(error))

    async def _take(self, step: str) -> None:
        do = self.program.do
        match step:
            case "withdraw":
                await do(WithdrawApplication, WithdrawApplicationCommand(WAITING), BEN)
            case "revise":
                await do(ReviseApplication, ReviseApplicationCommand(WAITING), BEN)
            case "edit":
                await do(EditApplication, self._another_bio(await self.application()), BEN)
            case "submit":
                await do(SubmitApplication, SubmitApplicationCommand(WAITING), BEN)
            case "read":
                await self.read()
            case _:
                assert self.sent is not None
                await do(DECISIONS[step], DecideApplicationCommand(WAITING, self.sent), BOSS)
                decided = (await self.application()).form
                assert decided == self.seen, "a version was decided that nobody had read"

    def _another_bio(self, application: Application) -> EditApplicationCommand:
        self.edits += 1
        form = application.form
        filled = FilledIn(
            bio=f"Version {self.edits}.",
            working_hours=form.working_hours,
            career=form.skills.career,
            soft=form.skills.soft,
        )
        return EditApplicationCommand(WAITING, application.revision, filled)


@pytest.mark.rule("APR-1")
@settings(deadline=None, max_examples=60)
@given(steps=st.lists(st.sampled_from(STEPS), max_size=12))
async def test_no_version_is_decided_that_was_not_read(steps: list[str]) -> None:
    """The clock stands still, so that no two submissions are told apart by luck."""
    story = await Story(await a_program()).begin()
    for step in steps:
        await story.take(step)


@pytest.mark.rule("APR-1")
async def test_a_new_bio_sent_while_the_supervisor_reads_is_not_approved() -> None:
    story = await Story(await a_program()).begin()
    for step in ("withdraw", "revise", "edit", "submit", "approve"):
        await story.take(step)
    assert story.refused == [ApplicationChanged]
    for step in ("read", "approve"):
        await story.take(step)
    assert (await story.application()).state is ApplicationState.APPROVED
