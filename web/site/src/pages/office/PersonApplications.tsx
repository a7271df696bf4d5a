import { FigureTable } from "../../charts/FigureTable";
import { OfficePersonApplicationsDocument } from "../../graph/generated/pages/office/people";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { roleWord } from "../../parts/words";
import { StateSince, WithWhom } from "./applicationRows";

const COLUMNS = [{ title: "To be a" }, { title: "State" }, { title: "With whom" }];

/** A person's applications; each one's page has its answers and what happened to it. */
export function PersonApplications({ person }: { person: string }) {
  const screen = useScreen(OfficePersonApplicationsDocument, { person });
  return (
    <section aria-labelledby="applications">
      <h2 id="applications">Applications</h2>
      <Shown screen={screen} what="the applications" part>
        {({ viewer }) => {
          const nodes = viewer?.officeDashboard?.applications.nodes ?? [];
          if (nodes.length === 0) return <p>No application was sent.</p>;
          return (
            <FigureTable
              captioned
              caption="Applications of this person"
              columns={COLUMNS}
              rows={nodes.map((application) => ({
                key: application.id,
                cells: [
                  <Link to={`/applications/${application.id}`}>{roleWord(application.kind)}</Link>,
                  <StateSince application={application} />,
                  <WithWhom application={application} />,
                ],
              }))}
            />
          );
        }}
      </Shown>
    </section>
  );
}
