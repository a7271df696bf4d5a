import { type DateParts, partsOf } from "../../forms/DateField";
import type { AgreementVersionFragment } from "../../graph/generated/pages/mentorships/agreement";
import type { AgreementPair } from "./Agreement";

/** An agreement while it is typed. `base`: when the version was proposed that it was begun from; null for none. */
export interface Draft {
  base: string | null;
  goals: string;
  schedule: string;
  obstacles: string;
  end: DateParts;
}

export const PARTS = ["goals", "schedule", "obstacles"] as const;
export type PartName = (typeof PARTS)[number];

export const TITLES: Record<PartName, string> = {
  goals: "Goals",
  schedule: "Meeting schedule",
  obstacles: "Obstacles, and what you'll do about them",
};

/** What is there to begin from: the present version, or empty boxes with the agreed end. */
export function draftOf(pair: AgreementPair): Draft {
  const { agreement } = pair;
  return {
    base: agreement?.proposedAt ?? null,
    goals: agreement?.goals ?? "",
    schedule: agreement?.schedule ?? "",
    obstacles: agreement?.obstacles ?? "",
    end: partsOf(agreement?.endsOn ?? pair.endsOn ?? ""),
  };
}

/** A draft that was begun anew from the other one's version, with one's own words after theirs. */
export function joined(draft: Draft, theirs: AgreementVersionFragment): Draft {
  const both = (name: PartName) =>
    draft[name].trim() && draft[name].trim() !== theirs[name].trim()
      ? `${theirs[name]}\n\n${draft[name]}`
      : theirs[name];
  return {
    base: theirs.proposedAt,
    goals: both("goals"),
    schedule: both("schedule"),
    obstacles: both("obstacles"),
    end: partsOf(theirs.endsOn),
  };
}

/** Whether something was typed that is not in the present version. */
export function isChanged(pair: AgreementPair, draft: Draft): boolean {
  return JSON.stringify({ ...draftOf(pair), base: null }) !== JSON.stringify({ ...draft, base: null });
}

/** Who sent a version that the viewer did not know of here. */
export function whoSent({ proposedByViewer }: AgreementVersionFragment, name: string): string {
  return proposedByViewer ? "You sent a version in another window" : `${name} sent a version`;
}
