import type { Column, TableRow } from "../../charts/FigureTable";
import type { OfficePersonFragment } from "../../graph/generated/pages/office/people";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";

export const PEOPLE_COLUMNS: readonly Column[] = [
  { title: "Name" },
  { title: "Department" },
  { title: "Takes part as" },
  { title: "Standing" },
  { title: "Mentorships now", number: true },
  { title: "Accepts requests" },
];

/** "Mentor and mentee", "Mentor", "Mentee", or "Not approved". */
export function rolesOf({ isMentor, isMentee }: { isMentor: boolean; isMentee: boolean }): string {
  if (isMentor && isMentee) return "Mentor and mentee";
  return isMentor ? "Mentor" : isMentee ? "Mentee" : "Not approved";
}

/** A row for each person, with a link to all about them. */
export function peopleRows(people: readonly OfficePersonFragment[]): TableRow[] {
  return people.map((participant) => {
    const { id, person, standing, activeMentees, activeMentors, isMentor, available } = participant;
    return {
      key: id,
      cells: [
        <Link to={`/office/people/${person.id}`}>{person.name}</Link>,
        person.department.name,
        standing ? rolesOf(participant) : "Has not applied",
        <Standing participant={participant} />,
        (activeMentees ?? 0) + (activeMentors ?? 0),
        isMentor ? (available ? "Yes" : "No") : "",
      ],
    };
  });
}

function Standing({ participant: { standing, standingSince } }: { participant: OfficePersonFragment }) {
  if (standing !== "SUSPENDED") return <>{standing ? "Eligible" : ""}</>;
  return (
    <>
      <strong>Suspended</strong>
      {standingSince && (
        <>
          {" "}
          since <DateTime value={standingSince} />
        </>
      )}
    </>
  );
}
