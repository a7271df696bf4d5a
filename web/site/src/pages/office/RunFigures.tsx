import { Bullet } from "../../charts/Bullet";
import { Figure } from "../../charts/Figure";
import { FigureTable } from "../../charts/FigureTable";
import { dayOf } from "../../parts/dates";
import { count } from "../../parts/words";
import { AbsentFigure, EmptyListsFigure } from "./RunCounts";
import { DepartmentsFigure, ExposureFigure } from "./RunSpread";
import { differenceInWords, emptyListsOf, ofTheBest, type RunShown } from "./runWords";

/** A run in three sentences, then each as a figure with its table. */
export function RunFigures({ run }: { run: RunShown }) {
  const { figures, certificate } = run;
  const { matched, mentees, maxMatched, base, asOf } = figures;
  const basis = `${asOf ? `As of ${dayOf(asOf)}, of` : "Of"} ${count(base, "person", "people")}: mentees and mentors who take part.`;
  const found = `${matched.toLocaleString("en-US")} of ${count(mentees, "mentee", "mentees")} would have a mentor if all ask down their lists`;
  const most = `${maxMatched.toLocaleString("en-US")} is the most that the open places allow.`;
  return (
    <>
      <div class="usa-prose">
        <p>{found}.</p>
        <p>{most}</p>
        <p>{certificate.message}</p>
      </div>
      <h2>How good it was</h2>
      <Figure finding={found} basis={`${basis} ${most}`}>
        <Bullet
          name="Mentees matched"
          value={matched}
          bound={Math.max(maxMatched, matched)}
          most={mentees}
          words={`${matched.toLocaleString("en-US")} matched, at most ${maxMatched.toLocaleString("en-US")}, of ${mentees.toLocaleString("en-US")}`}
        />
        <GoodTable run={run} />
      </Figure>
      <Figure
        finding={`The lists reach ${ofTheBest(certificate)} of the best that any lists could`}
        basis={`${basis} The fits of all lists are added up and held against what no lists could pass.`}
      >
        <Bullet
          name="Fits of all lists"
          value={certificate.value}
          bound={certificate.bound}
          words={`${ofTheBest(certificate)} of the best`}
        />
        <FigureTable
          file="matching-certificate"
          caption="How close the lists are to the best"
          columns={[{ title: "Figure" }, { title: "Number", number: true }]}
          rows={[
            { key: "value", cells: ["Fits of all lists", decimal(certificate.value)] },
            { key: "bound", cells: ["The most that any lists could reach", decimal(certificate.bound)] },
            { key: "share", cells: ["Share reached", ofTheBest(certificate)] },
            { key: "spread", cells: ["Fits given up to spread what is scarce", decimal(certificate.spreadCost)] },
            {
              key: "beyond",
              cells: [
                "Lists for which a mentor's limit gave way",
                certificate.listsBeyondLimits?.toLocaleString("en-US") ?? "Fewer than five",
              ],
            },
          ]}
        />
      </Figure>
      <p class="only-printed">The other figures of this run are on the site.</p>
      <div class="not-printed">
        <ExposureFigure figures={figures} basis={basis} />
        <EmptyListsFigure figures={figures} basis={basis} />
        <DepartmentsFigure figures={figures} basis={basis} />
        <AbsentFigure figures={figures} />
      </div>
    </>
  );
}

function GoodTable({ run: { figures, change, against } }: { run: RunShown }) {
  const { matched, maxMatched, mentees, mentors, openPlaces, suggestions } = figures;
  const rows = [
    { key: "matched", name: "Mentees matched", value: matched, difference: change?.matched },
    { key: "most", name: "Matched at most", value: maxMatched, difference: change?.maxMatched },
    { key: "mentees", name: "Mentees who take part", value: mentees, difference: change?.mentees },
    { key: "mentors", name: "Mentors who take part", value: mentors, difference: change?.mentors },
    { key: "places", name: "Open places", value: openPlaces, difference: change?.openPlaces },
    { key: "suggestions", name: "Names on all lists", value: suggestions, difference: change?.suggestions },
    { key: "empty", name: "Empty lists", value: emptyListsOf(figures), difference: change?.emptyLists },
  ];
  return (
    <FigureTable
      file="matching-figures"
      caption={change ? `This run, and the difference from ${against}` : "This run"}
      columns={[
        { title: "Figure" },
        { title: "This run", number: true },
        ...(change
          ? [
              { title: "Before", number: true },
              { title: "Difference", number: true },
            ]
          : []),
      ]}
      rows={rows.map(({ key, name, value, difference }) => {
        const shown = value !== null && difference !== undefined;
        const before = shown ? (value - difference).toLocaleString("en-US") : "Not shown";
        return {
          key,
          cells: [
            name,
            value?.toLocaleString("en-US") ?? "Not shown",
            ...(change ? [before, differenceInWords(shown ? difference : null)] : []),
          ],
        };
      })}
    />
  );
}

function decimal(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 1 });
}
