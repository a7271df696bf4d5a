"""`GET /meetings/<id>.ics`: a meeting as a file for the calendar of one of its two people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from moments.application.access.relations import relations_to_mentorship
from moments.application.ports.errors import NotFound
from moments.application.queries.rows import MeetingRow, PersonRow
from moments.domain.shared.ids import MeetingId
from moments.edge.credentials import CredentialsReader
from moments.edge.http.response import HEADERS
from moments.graphql.session import Services, Session
from moments.graphql.shared import ids
from moments.graphql.shared.context import Context
from moments.graphql.shared.field_access import can_read
from moments.graphql.shared.http_access import begin, refuse_error

Render = Callable[[MeetingRow, PersonRow, PersonRow, datetime], str]
"""The file of a meeting, its mentor and its mentee, as it is at that time."""


@dataclass(frozen=True, slots=True)
class CalendarFiles:
    services: Callable[[], Services]
    render: Callable[[], Render]
    reader: CredentialsReader

    async def download(self, request: Request) -> Response:
        session = Session.of(self.services(), self.reader.of_download(request))
        context = await begin(session)
        try:
            content = await self._content(context, request.path_params["meeting"])
        finally:
            await context.end_read_transaction()
        return Response(content, headers=_HEADERS)

    async def _content(self, context: Context, identity: str) -> str:
        """Raises NotFound also for a meeting that is not the viewer's, so that nobody learns that there is one."""
        actor, key = (await context.viewer()).actor, MeetingId(ids.find_identity("Meeting", identity) or "")
        meeting = (await context.read(lambda queries: queries.meetings_by_id(actor, [key]))).get(key)
        if meeting is None or not can_read(
            "Meeting", relations_to_mentorship(actor, mentor=meeting.mentor, mentee=meeting.mentee)
        ):
            raise NotFound("meeting", field_given=False)
        people = await context.read(lambda queries: queries.people([meeting.mentor, meeting.mentee]))
        return self.render()(meeting, people[meeting.mentor], people[meeting.mentee], context.now())


def calendar_file_routes(
    services: Callable[[], Services], render: Callable[[], Render], reader: CredentialsReader
) -> list[Route]:
    """Both are called only after the lifespan has started."""
    files = CalendarFiles(services, render, reader)

    async def download(request: Request) -> Response:
        try:
            return await files.download(request)
        except Exception as error:
            return refuse_error(error)

    return [Route("/meetings/{meeting}.ics", download, methods=["GET"])]


_HEADERS = {
    **HEADERS,
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'attachment; filename="meeting.ics"',
}
