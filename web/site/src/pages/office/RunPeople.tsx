import { useMemo, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at, placeOf } from "../../app/base";
import { Select } from "../../forms/Select";
import { type NonParticipationReason, OfficeRunPeopleDocument } from "../../graph/generated/pages/office/matching";
import { useScreen } from "../../graph/useScreen";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";
import { Pagination } from "../../parts/Pagination";
import { Shown } from "../../parts/Shown";
import { count } from "../../parts/words";
import { ABSENCES } from "./runWords";

const ROLES = [
  { value: "MENTEE", label: "Mentees" },
  { value: "MENTOR", label: "Mentors" },
];
const PARTS = [
  { value: "yes", label: "Took part" },
  { value: "no", label: "Took no part" },
];
const REASONS: { value: NonParticipationReason; label: string }[] = [
  { value: "FULL", label: ABSENCES.FULL },
  { value: "UNAVAILABLE", label: ABSENCES.UNAVAILABLE },
  { value: "INELIGIBLE", label: ABSENCES.INELIGIBLE },
  { value: "NOT_APPROVED", label: ABSENCES.NOT_APPROVED },
];

/** Who took part in a run and who did not, with the reasons that the run wrote down. */
export function RunPeople({ id }: { id: string }) {
  const { query } = useLocation();
  const { role, part, reason, after = null } = query as Record<string, string | undefined>;
  const variables = useMemo(
    () => ({
      id,
      role: role === "MENTOR" ? ("MENTOR" as const) : ("MENTEE" as const),
      takesPart: part === "yes" ? true : part === "no" ? false : null,
      reason: REASONS.find(({ value }) => value === reason)?.value ?? null,
      after,
    }),
    [id, role, part, reason, after],
  );
  const screen = useScreen(OfficeRunPeopleDocument, variables);
  return (
    <section class="not-printed">
      <h2 id="people">Who took part</h2>
      <PeopleFilter />
      <Shown screen={screen} what="the people of the run" part>
        {({ node }) => {
          if (node?.__typename !== "MatchingRun") return null;
          const { totalCount, nodes, pageInfo } = node.people;
          return (
            <>
              <p class="count-line">{count(totalCount ?? nodes.length, "person", "people")}</p>
              {nodes.length > 0 && (
                <div class="table-region" role="region" tabIndex={0} aria-labelledby="people">
                  <table class="usa-table usa-table--borderless usa-table--compact">
                    <thead>
                      <tr>
                        <th scope="col">Name</th>
                        <th scope="col">Department</th>
                        <th scope="col">Took part</th>
                        <th scope="col">Why not</th>
                      </tr>
                    </thead>
                    <tbody>
                      {nodes.map(({ person, takesPart, absences }) => (
                        <tr key={person.id}>
                          <th scope="row">
                            <Link to={`/office/people/${person.id}`}>{person.name}</Link>
                          </th>
                          <td>{person.department.name}</td>
                          <td>{takesPart ? "Yes" : "No"}</td>
                          <td>{absences.map((absence) => ABSENCES[absence]).join(", ")}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
              <Pagination of="people" pageInfo={pageInfo} />
            </>
          );
        }}
      </Shown>
    </section>
  );
}

function PeopleFilter() {
  const { path, query, route } = useLocation();
  const [asked, setAsked] = useState<Record<string, string>>(query);
  const field = (name: string) => ({
    id: `people-${name}`,
    value: asked[name] ?? "",
    onValue: (value: string) => setAsked({ ...asked, [name]: value }),
  });
  return (
    <form
      class="filters not-printed"
      role="search"
      aria-label="People of the run"
      onSubmit={(event) => {
        event.preventDefault();
        const given = ["role", "part", "reason"].flatMap((name) =>
          asked[name] ? [[name, asked[name]] as [string, string]] : [],
        );
        route(at(`${placeOf(path)}?${new URLSearchParams(given)}`));
      }}
    >
      <div class="fields">
        <Select {...field("role")} label="Role" choices={ROLES} value={asked.role ?? "MENTEE"} />
        <Select {...field("part")} label="Took part" none="All" choices={PARTS} />
        <Select {...field("reason")} label="Why not" none="Any reason" choices={REASONS} />
      </div>
      <div class="actions">
        <Button type="submit" look="outline">
          Show
        </Button>
      </div>
    </form>
  );
}
