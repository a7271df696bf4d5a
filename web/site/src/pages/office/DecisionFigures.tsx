import { Bars } from "../../charts/Bars";
import { Figure } from "../../charts/Figure";
import { FigureTable } from "../../charts/FigureTable";
import { Lines } from "../../charts/Lines";
import { inWords, NOT_SHOWN, percent } from "../../charts/numbers";
import type { OfficeDecisionTimesQuery } from "../../graph/generated/pages/office/results";
import { HIDDEN_NOTE, inDays, monthName } from "./figureWords";

type Dashboard = NonNullable<NonNullable<OfficeDecisionTimesQuery["viewer"]>["officeDashboard"]>;
type Figures = Dashboard["decisionTimes"];

const SPANS = [{ title: "Days from the application to the decision" }, { title: "Applications", number: true }];
const MONTHS = [
  { title: "Month" },
  { title: "Half within", number: true },
  { title: "Nine of ten within", number: true },
];

/** How many days decisions take, over the year and month by month. */
export function DecisionFigures({ figures }: { figures: Figures }) {
  const { buckets, months, year, message, ninthDecileDays, withinWeek, suppressed } = figures;
  const spans = buckets.map(({ firstDay, lastDay, applications }) => ({
    key: String(firstDay),
    name: lastDay === null || lastDay === undefined ? `${firstDay} or more` : `${firstDay} to ${lastDay}`,
    values: [applications],
    words: [inWords(applications, NOT_SHOWN)],
  }));
  const hidden = suppressed || [...buckets, ...months].some((each) => each.suppressed);
  return (
    <>
      <Figure
        finding={message}
        basis={`Nine of ten within ${inDays(ninthDecileDays).toLowerCase()}. Within a week: ${percent(withinWeek)}.`}
        note={hidden ? HIDDEN_NOTE : null}
        csv={`/exports/decision-times.csv?year=${year}`}
      >
        <Bars bars={spans} />
        <FigureTable
          caption={`Applications decided in ${year}, by the days that it took`}
          columns={SPANS}
          rows={spans.map(({ key, name, words: [applications] }) => ({ key, cells: [name, applications] }))}
        />
      </Figure>
      {months.length > 0 && (
        <Figure finding={`Days to the decision by month, ${year}`} basis="Of the applications decided in each month.">
          <Lines
            names={months.map(({ month }) => monthName(month))}
            series={[
              { name: "Half", values: months.map(({ medianDays }) => medianDays) },
              { name: "Nine of ten", values: months.map(({ ninthDecileDays }) => ninthDecileDays) },
            ]}
          />
          <FigureTable
            caption={`Days to the decision by month, ${year}`}
            columns={MONTHS}
            rows={months.map(({ month, medianDays, ninthDecileDays }) => ({
              key: String(month),
              cells: [monthName(month), inDays(medianDays), inDays(ninthDecileDays)],
            }))}
          />
        </Figure>
      )}
    </>
  );
}
