import { Bars } from "../../charts/Bars";
import { Figure } from "../../charts/Figure";
import { FigureTable } from "../../charts/FigureTable";
import { inWords, NOTE } from "../../charts/numbers";
import type { RunFiguresFragment } from "../../graph/generated/pages/office/matching";
import { count } from "../../parts/words";
import { ABSENCES, emptyListsOf } from "./runWords";

/** The empty lists by reason. */
export function EmptyListsFigure({ figures, basis }: { figures: RunFiguresFragment; basis: string }) {
  const { emptyLists } = figures;
  const all = emptyListsOf(figures);
  const finding =
    emptyLists.length === 0 || all === 0
      ? "No list is empty"
      : all === null
        ? "Some lists are empty"
        : `${count(all, "list is", "lists are")} empty`;
  return (
    <Figure finding={finding} basis={basis} note={emptyLists.some(({ suppressed }) => suppressed) ? NOTE : null}>
      {emptyLists.length > 0 && (
        <>
          <Bars
            bars={emptyLists.map(({ reason, message, lists }) => ({ key: reason, name: message, values: [lists] }))}
          />
          <FigureTable
            file="matching-empty-lists"
            caption="Empty lists by reason"
            columns={[{ title: "Reason" }, { title: "Lists", number: true }]}
            rows={emptyLists.map(({ reason, message, lists }) => ({ key: reason, cells: [message, inWords(lists)] }))}
          />
        </>
      )}
    </Figure>
  );
}

/** Who took no part, by reason: mentees and mentors. */
export function AbsentFigure({ figures }: { figures: RunFiguresFragment }) {
  const { menteesNotTakingPart: mentees, mentorsNotTakingPart: mentors } = figures;
  const reasons = (["FULL", "UNAVAILABLE", "INELIGIBLE", "NOT_APPROVED"] as const).filter((reason) =>
    [...mentees, ...mentors].some((each) => each.reason === reason),
  );
  const cell = (counts: typeof mentees, reason: string) => {
    const found = counts.find((each) => each.reason === reason);
    return found ? found.people : 0;
  };
  const rows = reasons.map((reason) => ({ reason, values: [cell(mentees, reason), cell(mentors, reason)] }));
  const hides = [...mentees, ...mentors].some(({ suppressed }) => suppressed);
  return (
    <Figure
      finding="Who took no part, and why"
      basis="Of everybody who applied and was not in the run. One person can be there for several reasons."
      note={hides ? NOTE : null}
    >
      {rows.length > 0 && (
        <>
          <Bars
            series={["mentees", "mentors"]}
            bars={rows.map(({ reason, values }) => ({ key: reason, name: ABSENCES[reason], values }))}
          />
          <FigureTable
            file="matching-absences"
            caption="People who took no part, by reason"
            columns={[{ title: "Reason" }, { title: "Mentees", number: true }, { title: "Mentors", number: true }]}
            rows={rows.map(({ reason, values }) => ({
              key: reason,
              cells: [ABSENCES[reason], ...values.map((value) => inWords(value))],
            }))}
          />
        </>
      )}
    </Figure>
  );
}
