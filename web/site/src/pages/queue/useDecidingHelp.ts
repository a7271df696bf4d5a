import { DecidingHelpDocument, type DecidingHelpQuery } from "../../graph/generated/pages/queue/deciding";
import { useScreen } from "../../graph/useScreen";
import { monthOf } from "../../parts/dates";

const NO_VARIABLES = {};

type Period = NonNullable<DecidingHelpQuery["applicationPeriod"]>;

export interface DecidingHelp {
  limits: DecidingHelpQuery["limits"];
  period: Period | null;
  denialHint: string;
  openings: readonly { label: string; text: string }[];
}

/** What helps to decide; undefined until it is there. */
export function useDecidingHelp(): DecidingHelp | undefined {
  const { data } = useScreen(DecidingHelpDocument, NO_VARIABLES);
  const { viewer } = data ?? {};
  const dashboard = viewer?.supervisorDashboard ?? viewer?.administratorDashboard;
  if (!data || !viewer || !dashboard) return undefined;
  return {
    limits: data.limits,
    period: data.applicationPeriod ?? null,
    denialHint: dashboard.denialHint,
    openings: dashboard.denialOpenings,
  };
}

/** "the January matching", where an approval of now is in time for it. */
export function matchingOf(period: Period | null | undefined): string | null {
  if (!period || new Date(period.closesAt) < new Date()) return null;
  return `the ${monthOf(period.matchesAt)} matching`;
}
