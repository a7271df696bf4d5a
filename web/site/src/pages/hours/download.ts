import { client } from "../../graph/client";
import { HoursMeetingsDocument, type MeetingOfStatementFragment } from "../../graph/generated/pages/hours/hours";
import { saveCsv } from "../../parts/csv";
import { isoDay } from "../../parts/dates";
import { roleWord } from "../../parts/words";
import type { Period } from "./period";

const HEADER = ["Date", "With", "Your role", "Minutes", "Confirmed by the other"];

/** Gives the meetings of a period to the browser as a file. Returns whether all of them could be read. */
export async function download(period: Period): Promise<boolean> {
  const meetings = await all(period);
  if (!meetings) return false;
  saveCsv(`hours-${period.from}-to-${period.to}.csv`, [HEADER, ...meetings.map(row)]);
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
