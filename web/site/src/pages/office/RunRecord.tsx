import type { KeptRunFragment, TriedRunFragment } from "../../graph/generated/pages/office/matching";
import { parametersInWords } from "./runWords";

const HOURS = { IGNORED: "Not used", TIE_BREAK: "Break ties", REQUIRED: "Required" };

/** How a run was made, so that it can be made again with the same result. */
export function RunRecord({ run }: { run: KeptRunFragment | TriedRunFragment }) {
  const made = "report" in run ? run.report : run;
  const { parameters } = run;
  const facts: [string, string][] = [
    ["In words", parametersInWords(parameters, undefined)],
    ["Mentors on a list, at most", String(parameters.listLength)],
    ["Mentee's weights", parameters.menteeWeights.join(", ")],
    ["Mentor's weights", parameters.mentorWeights.join(", ")],
    ["Lists for each open place, at most", parameters.maxListsPerOpenPlace?.toLocaleString("en-US") ?? "Worked out"],
    ["Preference for mentees without a mentor", `${parameters.unmatchedBonusPercent}%`],
    ["Common working hours", HOURS[parameters.workingHoursRule]],
    ["Mentees for a mentor, at most", String(parameters.mentorCap ?? "As in the rules")],
    ["Mentors for a mentee, at most", String(parameters.menteeCap ?? "As in the rules")],
  ];
  if (made) {
    facts.push(
      ["Seed", made.seed],
      ["Program", made.codeVersion],
      ["Fingerprint of the people", made.fingerprint],
      ["Fingerprint of the lists", made.listsHash],
    );
  }
  return (
    <details class="not-printed">
      <summary>For the record: how it was made</summary>
      <dl class="facts">
        {facts.map(([name, value]) => [<dt key={`${name} name`}>{name}</dt>, <dd key={name}>{value}</dd>])}
      </dl>
    </details>
  );
}
