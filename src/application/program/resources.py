"""The program office revises the guidance (WEB-3)."""

from dataclasses import dataclass

from moments.application.access.policy import authorize, load_actor
from moments.application.ports.clock import Clock, IdGenerator
from moments.application.unit_of_work import UnitsOfWork
from moments.application.use_case import Call, UseCase
from moments.domain.program.resources import Composed, ReadMarkdown, ResourceRevised, checked_markdown, compose
from moments.domain.shared.ids import ResourceSlug


@dataclass(frozen=True, slots=True)
class ReviseResourceCommand:
    """`expected_version`: the number of the version that the person has read."""

    resource: ResourceSlug
    markdown: str
    expected_version: int


class ReviseResource(UseCase[ReviseResourceCommand]):
    """WEB-3. Older versions are kept; one is restored by revising with its text."""

    action = "reviseResource"

    def __init__(
        self, units_of_work: UnitsOfWork, clock: Clock, identities: IdGenerator, read_markdown: ReadMarkdown
    ) -> None:
        super().__init__(units_of_work, clock, identities)
        self._read = read_markdown

    def preview(self, markdown: str) -> Composed:
        """The text as it would be shown, with all that is wrong with it; raises InvalidText."""
        return compose(self._read(checked_markdown(markdown)))

    async def execute(self, call: Call[ReviseResourceCommand]) -> str:
        authorize((await load_actor(call.work, call.by)).relations(), self.action, "resource")
        command = call.command
        there = await call.work.resources.get(command.resource)
        revised = there.revise(command.markdown, self._read, command.expected_version, by=call.by, at=call.at)
        if revised is not None:
            await call.work.resources.add(revised, after=there)
            call.work.record(
                ResourceRevised(occurred_at=call.at, by=call.by, resource=revised.resource, number=revised.number)
            )
        return command.resource
