import { Fragment } from "preact";
import { useMemo } from "preact/hooks";
import { FigureTable } from "../../charts/FigureTable";
import { OfficeComparedRunsDocument } from "../../graph/generated/pages/office/matching";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import {
  differenceInWords,
  emptyListsOf,
  ofTheBest,
  parametersInWords,
  type RunShown,
  shareOfBest,
  shownOf,
} from "./runWords";

/** Two runs side by side; the differences are said in words. */
export function CompareRuns({ a, b }: { a?: string | undefined; b?: string | undefined }) {
  const variables = useMemo(() => ({ ids: [a, b].filter((each) => each !== undefined) }), [a, b]);
  const screen = useScreen(OfficeComparedRunsDocument, variables);
  return (
    <section>
      <h2 id="compared" tabIndex={-1}>
        Two runs side by side
      </h2>
      <Shown screen={screen} what="the two runs" part>
        {({ nodes }) => {
          const [one, other] = [a, b].map((id) => shownOf(nodes.find((node) => node?.id === id)));
          if (!one || !other) return <p>One of the two is not there, or is not done yet. Choose two below.</p>;
          return <Compared a={one} b={other} />;
        }}
      </Shown>
      <p>
        <Link to="/office/matching">Close the comparison</Link>
      </p>
    </section>
  );
}

const COLUMNS = [
  { title: "Figure" },
  { title: "A", number: true },
  { title: "B", number: true },
  { title: "B against A", number: true },
];

function Compared({ a, b }: { a: RunShown; b: RunShown }) {
  const points = Math.round((shareOfBest(b.certificate) - shareOfBest(a.certificate)) * 10) / 10;
  return (
    <>
      <dl class="facts">
        {[a, b].map((run, index) => (
          <Fragment key={run.id}>
            <dt>{index === 0 ? "A" : "B"}</dt>
            <dd>
              <Link to={`/office/matching/${run.id}`}>{run.title}</Link>: {parametersInWords(run.parameters, undefined)}
            </dd>
          </Fragment>
        ))}
      </dl>
      <FigureTable
        file="matching-compared"
        caption="The figures of A and B"
        columns={COLUMNS}
        rows={[
          ...figuresOf(a).map(({ key, name, value }, index) => {
            const against = figuresOf(b)[index]?.value ?? null;
            return {
              key,
              cells: [name, inNumber(value), inNumber(against), differenceInWords(difference(value, against))],
            };
          }),
          {
            key: "best",
            cells: [
              "Of the best that any lists could reach",
              ofTheBest(a.certificate),
              ofTheBest(b.certificate),
              points === 0 ? "The same" : `${Math.abs(points)} points ${points > 0 ? "more" : "less"}`,
            ],
          },
        ]}
      />
    </>
  );
}

function figuresOf({ figures }: RunShown): { key: string; name: string; value: number | null }[] {
  const { matched, maxMatched, mentees, mentors, openPlaces, suggestions } = figures;
  return [
    { key: "matched", name: "Mentees matched", value: matched },
    { key: "most", name: "Matched at most", value: maxMatched },
    { key: "mentees", name: "Mentees who take part", value: mentees },
    { key: "mentors", name: "Mentors who take part", value: mentors },
    { key: "places", name: "Open places", value: openPlaces },
    { key: "suggestions", name: "Names on all lists", value: suggestions },
    { key: "empty", name: "Empty lists", value: emptyListsOf(figures) },
  ];
}

function difference(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : other - one;
}

function inNumber(value: number | null): string {
  return value?.toLocaleString("en-US") ?? "Not shown";
}
