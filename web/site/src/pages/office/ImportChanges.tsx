import { FigureTable } from "../../charts/FigureTable";
import { Link } from "../../parts/Link";
import type { OneImport } from "./ImportFound";
import { COUNTED } from "./importWords";
import { ListedTable } from "./ListedTable";

const COUNTS = [{ title: "What" }, { title: "Number", number: true }];
const CHANGES = [{ title: "Person" }, { title: "Department" }, { title: "What" }];

interface Props {
  found: OneImport;
  /** The kind whose names are listed; all of them without. */
  kind: string | undefined;
}

/** What an import changed or would change: how many of each kind, which lead to the names, and the names. */
export function ImportChanges({ found, kind }: Props) {
  const { id, state, counts, changes } = found;
  if (!counts) return null;
  const here = `/office/imports/${id}`;
  const listed = kind ? COUNTED.find((each) => each.kind === kind) : undefined;
  return (
    <>
      <FigureTable
        caption={state === "APPLIED" ? "What it changed" : "What it would change"}
        columns={COUNTS}
        rows={COUNTED.map((each) => {
          const number = counts[each.name].toLocaleString("en-US");
          const leads = each.kind && counts[each.name] > 0;
          const cell = leads ? (
            <Link to={`${here}?kind=${each.kind}`} aria-label={`${each.words}: ${number}, by name`}>
              {number}
            </Link>
          ) : (
            number
          );
          return { key: each.name, cells: [each.words, cell] };
        })}
      />
      <h2>{listed ? listed.words : "By name"}</h2>
      {listed && (
        <p>
          <Link to={here}>All changes by name</Link>
        </p>
      )}
      <ListedTable
        one="change"
        several="changes"
        total={changes.totalCount}
        pageInfo={changes.pageInfo}
        parameter="changes"
        columns={CHANGES}
        rows={changes.nodes.map(({ person, name, department, message, kind: of, mentorship }, index) => ({
          key: `${index}`,
          cells: [
            of === "CAME" && state !== "APPLIED" ? name : <Link to={`/office/people/${person}`}>{name}</Link>,
            department,
            mentorship ? <Link to={`/office/mentorships?person=${person}`}>{message}</Link> : message,
          ],
        }))}
        none="No person, application or mentorship changes."
        csv={`/exports/import-changes.csv?import=${encodeURIComponent(id)}${listed ? `&kinds=${listed.kind}` : ""}`}
      />
    </>
  );
}
