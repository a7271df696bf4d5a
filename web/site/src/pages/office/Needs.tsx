import type { OfficeOverviewQuery } from "../../graph/generated/pages/office/overview";
import { dayOf } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { count } from "../../parts/words";
import { isLate } from "./quarters";

type Dashboard = NonNullable<NonNullable<OfficeOverviewQuery["viewer"]>["officeDashboard"]>;
export type Stage = Dashboard["cycles"]["nodes"][number]["stages"][number];

interface Props {
  failedEmails: number;
  followUps: number;
  flagged: number;
  imports: Dashboard["imports"]["nodes"];
  stages: readonly Stage[];
}

interface Need {
  sentence: string;
  words: string;
  to: string;
}

/** What the office has to see to, the most urgent first. */
export function Needs(props: Props) {
  const needs = needsOf(props);
  return (
    <section class="usa-summary-box" aria-labelledby="needs">
      <div class="usa-summary-box__body">
        <h2 class="usa-summary-box__heading" id="needs">
          What needs you
        </h2>
        <div class="usa-summary-box__text">
          {needs.length === 0 && <p>Nothing needs you right now.</p>}
          {needs.length > 0 && (
            <ol class="steps">
              {needs.map(({ sentence, words, to }, index) => (
                <li key={sentence}>
                  <p>{sentence}</p>
                  <p>
                    <Link to={to} class={index === 0 ? "usa-button" : "steps__link"}>
                      {words}
                      <span class="usa-sr-only">: {sentence}</span>
                    </Link>
                  </p>
                </li>
              ))}
            </ol>
          )}
        </div>
      </div>
    </section>
  );
}

function needsOf({ failedEmails, followUps, flagged, imports, stages }: Props): Need[] {
  const late = stages.filter(isLate).map((stage) => ({
    sentence: `Late: ${stage.title} was due on ${dayOf(stage.dueAt)}.`,
    words: "Open the cycle",
    to: "/office/cycle",
  }));
  const troubled = imports
    .filter(({ state }) => state === "REFUSED" || state === "FAILED" || state === "PREVIEWED")
    .map((each) => ({
      sentence:
        each.state === "PREVIEWED"
          ? `The personnel files of ${dayOf(each.uploadedAt)} are checked and not applied yet.`
          : `The import of ${dayOf(each.uploadedAt)} was not made. ${each.message ?? ""}`.trim(),
      words: "Open the import",
      to: `/office/imports/${each.id}`,
    }));
  const counted = [
    {
      number: failedEmails,
      one: "email could not be sent.",
      several: "emails could not be sent.",
      words: "See the emails",
      to: "/office/emails",
    },
    {
      number: followUps,
      one: "person asks to be contacted.",
      several: "people ask to be contacted.",
      words: "See the follow-ups",
      to: "/office/follow-ups",
    },
    {
      number: flagged,
      one: "active mentorship has somebody who is suspended. It goes on; you may want to call them.",
      several: "active mentorships have somebody who is suspended. They go on; you may want to call them.",
      words: "See the mentorships",
      to: "/office/mentorships?suspended=yes",
    },
  ];
  const others = counted
    .filter(({ number }) => number > 0)
    .map(({ number, one, several, words, to }) => ({ sentence: count(number, one, several), words, to }));
  return [...late, ...troubled, ...others];
}
