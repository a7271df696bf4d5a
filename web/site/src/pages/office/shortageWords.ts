import type { CellShortFragment } from "../../graph/generated/pages/office/shortage";

export const KIND_WORDS = { CAREER: "Career", SOFT: "Soft" } as const;

/** "3 mentees for each open place"; undefined where it can't be given. */
export function ratioInWords({ ratio, mentees, openPlaces }: CellShortFragment): string | undefined {
  if (openPlaces === 0 && mentees) return "no place is open for those who seek it";
  if (ratio === null || ratio === undefined) return undefined;
  const number = ratio.toLocaleString("en-US", { maximumFractionDigits: 1 });
  return `${number} ${number === "1" ? "mentee" : "mentees"} for each open place`;
}
