import type { ComponentChild } from "preact";
import { useState } from "preact/hooks";
import { FigureTable } from "../../charts/FigureTable";
import type { OfficeRenumberingFragment } from "../../graph/generated/pages/office/renumberings";
import type { Action } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { Confirm } from "./Confirm";

export type Verdict = "SAME_PERSON" | "TWO_PEOPLE";

interface Props {
  pair: OfficeRenumberingFragment;
  action: Pick<Action<never, unknown>, "working" | "outcome">;
  onDecide(verdict: Verdict): Promise<void>;
}

const COLUMNS = [{ title: "What" }, { title: "In the directory" }, { title: "In the file" }];
const LIKENESSES = { EMAIL: "the same email address", NAME_AND_HIRE_DATE: "the same name and hire date" };

/** A person of the directory and a row of the file, side by side, and whether they are one. */
export function Renumbering({ pair, action, onDecide }: Props) {
  const [asked, setAsked] = useState<Verdict>();
  const { current, row, person, likenesses } = pair;
  const allowed = pair.viewerActions[0]?.allowed ?? false;
  if (!row) return null;
  const cellsOf = (key: string, what: string, one: ComponentChild, other: ComponentChild) => ({
    key,
    cells: [what, one, other],
  });
  return (
    <article aria-label={person.name}>
      <h3>{person.name}</h3>
      <p>They have {likenesses.map((each) => LIKENESSES[each]).join(" and ")}.</p>
      <FigureTable
        caption={`${person.name}, in the directory and in the file`}
        columns={COLUMNS}
        rows={[
          cellsOf("id", "Employee ID", current.employeeId ?? "Another person has it now", row.employeeId),
          cellsOf("name", "Name", current.name, row.name),
          cellsOf("email", "Email", current.email, row.email),
          cellsOf("hired", "Hired", <DateTime value={current.hireDate} />, <DateTime value={row.hireDate} />),
          cellsOf("department", "Department", current.departmentName, row.departmentName),
          cellsOf("title", "Job title", current.jobTitle, row.jobTitle),
        ]}
      />
      {allowed && !asked && (
        <div class="actions">
          <Button about={`: ${person.name}`} onPress={() => setAsked("SAME_PERSON")}>
            Same person
          </Button>
          <Button look="outline" about={`: ${person.name}`} onPress={() => setAsked("TWO_PEOPLE")}>
            Two people
          </Button>
        </div>
      )}
      {asked && (
        <Confirm
          question={asked === "SAME_PERSON" ? `Is this ${person.name}?` : "Are these two people?"}
          yes={asked === "SAME_PERSON" ? "Yes, the same person" : "Yes, two people"}
          working="Saving..."
          heading="h3"
          action={action}
          onYes={() => onDecide(asked)}
          onClose={() => setAsked(undefined)}
        >
          {asked === "SAME_PERSON"
            ? `${person.name} keeps everything: applications, mentorships, sign-in and roles. What the file says is taken over at once. It cannot be undone.`
            : `The person in the file is somebody else. If no other row is ${person.name}'s, ${person.name} has left the State's service, and what follows from that happens at once. It cannot be undone.`}
        </Confirm>
      )}
    </article>
  );
}
