/** What is said under each figure of which something is not shown. */
export const HIDDEN_NOTE =
  "We don't show numbers about fewer than five people, nor numbers from which they could be worked out.";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "Sep" of 9. */
export function monthName(month: number): string {
  return MONTHS[month - 1] ?? String(month);
}

/** "4.8 days". */
export function inDays(days: number | null | undefined): string {
  if (days === null || days === undefined) return "Not shown";
  return days === 1 ? "1 day" : `${days.toLocaleString("en-US")} days`;
}
