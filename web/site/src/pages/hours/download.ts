import { client } from "../../graph/client";
import { HoursMeetingsDocument, type MeetingOfStatementFragment } from "../../graph/generated/pages/hours/hours";
import { isoDay } from "../../parts/dates";
import { roleWord } from "../../parts/words";
import type { Period } from "./period";

const HEADER = ["Date", "With", "Your role", "Minutes", "Confirmed by the other"];

/** Gives the meetings of a period to the browser as a file. Returns whether all of them could be read. */
export async function download(period: Period): Promise<boolean> {
  const meetings = await all(period);
  if (!meetings) return false;
  const text = [HEADER, ...meetings.map(row)].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" })); // the mark tells Excel that it is UTF-8
  link.download = `hours-${period.from}-to-${period.to}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  return true;
}

async function all(period: Period): Promise<MeetingOfStatementFragment[] | undefined> {
  const meetings: MeetingOfStatementFragment[] = [];
  for (let after: string | null = null; ; ) {
    const variables: { since: string; until: string; after: string | null } = {
      since: period.from,
      until: period.to,
      after,
    };
    const answer = await client.query(HoursMeetingsDocument, variables, { requestPolicy: "network-only" }).toPromise();
    const page = answer.data?.viewer?.statementOfHours.meetings;
    if (!page) return undefined;
    meetings.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return meetings;
    after = page.pageInfo.endCursor;
  }
}

function row({ startsAt, minutes, confirmedAt, mentorship }: MeetingOfStatementFragment): string[] {
  const role = mentorship.viewerRole ? roleWord(mentorship.viewerRole) : "";
  return [isoDay(startsAt), mentorship.partner?.name ?? "", role, String(minutes), confirmedAt ? "yes" : "no"];
}

/** A cell that a spreadsheet takes for text, also where it begins like a formula. */
function cell(text: string): string {
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
