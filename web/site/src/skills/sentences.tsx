import { count } from "../parts/words";

/** "2 of 6 chosen. Choose at least 1 more." `what`: "skills ", where nothing else says so. */
export function countSentence(chosen: number, fewest: number, most: number, what = "") {
  const rest =
    chosen < fewest
      ? ` Choose at least ${fewest - chosen} more.`
      : chosen > most
        ? ` Remove ${chosen - most}.`
        : chosen === most
          ? " That is the most. Remove one to add another."
          : "";
  return (
    <>
      <strong>
        {chosen} of {most} {what}chosen.
      </strong>
      {rest}
    </>
  );
}

/** What is wrong with the number of skills; undefined if nothing is. */
export function wrongNumber(chosen: number, fewest: number, most: number): string | undefined {
  if (chosen < fewest) return `Choose at least ${count(fewest, "skill", "skills")}. You have chosen ${chosen}.`;
  if (chosen > most) return `Choose at most ${count(most, "skill", "skills")}. Remove ${chosen - most}.`;
  return undefined;
}
