/** A figure of few people is null; the server says so with `suppressed`. */
export type Value = number | null | undefined;

export const FEWER = "Fewer than 5";
export const NOT_SHOWN = "Not shown";
/** Stands under each figure that hides a number. */
export const NOTE =
  "We don't show numbers about fewer than five people, nor numbers from which they could be worked out.";

/** A number in words of a table: "1,204"; "Fewer than 5" or `hidden` where it is not shown. */
export function inWords(value: Value, hidden = FEWER): string {
  return value === null || value === undefined ? hidden : value.toLocaleString("en-US");
}

/** "61%" of a share between 0 and 1. */
export function percent(share: Value, hidden = NOT_SHOWN): string {
  return share === null || share === undefined ? hidden : `${Math.round(share * 100)}%`;
}

/** How much of the greatest a value is, as a width of a drawing. */
export function widthOf(value: number, greatest: number): string {
  return greatest > 0 ? `${Math.round((value / greatest) * 1000) / 10}%` : "0%";
}
