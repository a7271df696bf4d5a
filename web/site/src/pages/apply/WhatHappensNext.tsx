import type { BeAPageQuery } from "../../graph/generated/pages/apply/beA";
import { dayOf, monthOf } from "../../parts/dates";

interface Props {
  kind: "MENTOR" | "MENTEE";
  period: BeAPageQuery["applicationPeriod"];
}

/** From sending an application to the first meeting. */
export function WhatHappensNext({ kind, period }: Props) {
  return (
    <>
      <h2>What happens next</h2>
      <ol class="usa-list">
        <li>You fill in the application, check it, and send it.</li>
        <li>
          Your supervisor sees it at once in their queue, and gets it in Monday's email. They say yes or no, and you get
          an email.
        </li>
        <li>
          {kind === "MENTEE"
            ? "Once you're approved you can search for a mentor and ask. After the next matching you get a list of mentors who fit."
            : "Once you're approved, mentees can find you and ask. You say yes or no to each."}
          {period &&
            ` If your supervisor decides by ${dayOf(period.closesAt)}, you're in the ${monthOf(period.matchesAt)} matching.`}
        </li>
      </ol>
      {period && dayOf(period.lastWorkingDay) !== dayOf(period.closesAt) && (
        <p>The last working day before that is {dayOf(period.lastWorkingDay)}.</p>
      )}
    </>
  );
}
