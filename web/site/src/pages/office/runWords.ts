import type {
  KeptRunFragment,
  OfficeComparedRunsQuery,
  RunCertificateFragment,
  RunChangeFragment,
  RunFiguresFragment,
  RunParametersFragment,
  TrialRunAskedFragment,
} from "../../graph/generated/pages/office/matching";
import { dayOf, timeOf } from "../../parts/dates";
import { listed } from "../../parts/words";
import { headingOf } from "./quarters";

/** A run that is kept or was tried, once it has figures. */
export interface RunShown {
  id: string;
  title: string;
  figures: RunFiguresFragment;
  certificate: RunCertificateFragment;
  parameters: RunParametersFragment;
  change: RunChangeFragment | null;
  /** What `change` is the difference from. */
  against: string;
}

type Compared = OfficeComparedRunsQuery["nodes"][number];

export function shownOf(node: Compared | undefined): RunShown | undefined {
  if (node?.__typename === "MatchingRun") {
    const { id, figures, certificate, parameters, change } = node;
    return { id, title: runTitle(node), figures, certificate, parameters, change, against: "the run before" };
  }
  if (node?.__typename !== "TrialRun" || !node.report) return undefined;
  const { current, changeFromBaseline, changeFromPrevious } = node.report;
  return {
    id: node.id,
    title: trialTitle(node),
    figures: current.figures,
    certificate: current.certificate,
    parameters: node.parameters,
    change: changeFromBaseline ?? changeFromPrevious,
    against: changeFromBaseline ? "the run that it repeats" : "the latest run",
  };
}

/** "Fourth quarter of 2026" */
export function runTitle({ label }: Pick<KeptRunFragment, "label">): string {
  return headingOf(label);
}

/** "Preview, Sunday, November 29, 9:40 a.m." */
export function trialTitle({ baseRun, askedAt }: TrialRunAskedFragment): string {
  const what = baseRun ? `${headingOf(baseRun.label)} again` : "Preview";
  return `${what}, ${dayOf(askedAt)}, ${timeOf(askedAt)}`;
}

const HOURS = {
  IGNORED: "common working hours play no part",
  TIE_BREAK: "common working hours come first where the fit is about equal",
  REQUIRED: "a common working hour is required",
};

/** What is not as in the usual run, or "as usual". `usual`: the parameters of the latest run. */
export function parametersInWords(parameters: RunParametersFragment, usual: RunParametersFragment | undefined): string {
  const { listLength, maxListsPerOpenPlace, unmatchedBonusPercent, workingHoursRule, mentorCap, menteeCap } =
    parameters;
  const differs = (name: "menteeWeights" | "mentorWeights") => usual && usual[name].join() !== parameters[name].join();
  const words = [
    listLength !== (usual?.listLength ?? 5) && `lists of ${listLength}`,
    workingHoursRule !== (usual?.workingHoursRule ?? "IGNORED") && HOURS[workingHoursRule],
    unmatchedBonusPercent !== (usual?.unmatchedBonusPercent ?? 0) &&
      `mentees without a mentor first: ${unmatchedBonusPercent}`,
    maxListsPerOpenPlace !== (usual?.maxListsPerOpenPlace ?? null) &&
      `at most ${maxListsPerOpenPlace} lists for each open place`,
    mentorCap !== null && `${mentorCap} mentees for a mentor`,
    menteeCap !== null && `${menteeCap} mentors for a mentee`,
    differs("menteeWeights") && `mentee's weights ${parameters.menteeWeights.join(", ")}`,
    differs("mentorWeights") && `mentor's weights ${parameters.mentorWeights.join(", ")}`,
  ].filter((each) => typeof each === "string");
  return words.length ? listed(words) : "as usual";
}

interface Counted {
  lists: number | null;
  suppressed: boolean;
}

/** The empty lists of all reasons; null where one of the numbers is not shown. */
export function emptyListsOf({ emptyLists }: { emptyLists: readonly Counted[] }): number | null {
  if (emptyLists.some(({ suppressed }) => suppressed)) return null;
  return emptyLists.reduce((sum, { lists }) => sum + (lists ?? 0), 0);
}

/** Percent of the best that any lists could reach, in tenths, never rounded up. */
export function shareOfBest({ gap }: { gap: number }): number {
  return Math.floor((1 - gap) * 1000) / 10;
}

/** "99.6%" of the best that any lists could reach. */
export function ofTheBest(certificate: { gap: number }): string {
  return `${shareOfBest(certificate).toFixed(1)}%`;
}

/** "8 more", "1 fewer", "the same"; a difference of figures that are not shown is not shown either. */
export function differenceInWords(difference: number | null): string {
  if (difference === null) return "Not shown";
  if (difference === 0) return "The same";
  return `${Math.abs(difference).toLocaleString("en-US")} ${difference > 0 ? "more" : "fewer"}`;
}

export const ABSENCES = {
  FULL: "No open place",
  UNAVAILABLE: "Takes no requests now",
  INELIGIBLE: "Not eligible",
  NOT_APPROVED: "No approved application",
} as const;
