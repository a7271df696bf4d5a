import { Radios } from "../../forms/Choices";
import { errorFor, type FieldError } from "../../forms/errors";
import { Select } from "../../forms/Select";
import { TextField } from "../../forms/TextField";
import type { Runs } from "./RunsTable";
import { TRIAL_IDS, type TypedTrial } from "./trialInput";

const LENGTHS = ["1", "2", "3", "4", "5"].map((value) => ({ value, label: value }));
const CAPS = ["1", "2"].map((value) => ({ value, label: value }));
const HOURS = [
  { value: "IGNORED", label: "They play no part" },
  { value: "TIE_BREAK", label: "Mentors with common hours come first where the fit is about equal" },
  { value: "REQUIRED", label: "Only mentors with a common working hour" },
] as const;

interface Props {
  value: TypedTrial;
  onValue(value: TypedTrial): void;
  errors: readonly FieldError[];
  runs: Runs["nodes"];
}

/** Everything about a run that can be set. */
export function TrialFields({ value, onValue, errors, runs }: Props) {
  const field = (name: keyof typeof TRIAL_IDS) => ({ id: TRIAL_IDS[name], error: errorFor(errors, TRIAL_IDS[name]) });
  const set = (name: keyof TypedTrial) => (text: string) => onValue({ ...value, [name]: text });
  return (
    <>
      <Select
        {...field("baseRun")}
        label="Whom to match"
        choices={runs.map((run) => ({ value: run.id, label: `The people of the run of ${run.label}, again` }))}
        none="The people as they are now"
        value={value.base}
        onValue={set("base")}
      />
      <Select
        {...field("listLength")}
        label="Mentors on a list, at most"
        choices={LENGTHS}
        value={value.listLength}
        onValue={set("listLength")}
      />
      <Radios
        {...field("workingHoursRule")}
        label="Common working hours"
        tile={false}
        choices={HOURS}
        value={value.hours}
        onValue={(hours) =>
          onValue({ ...value, hours: HOURS.find((each) => each.value === hours)?.value ?? value.hours })
        }
      />
      <TextField
        {...field("unmatchedBonusPercent")}
        label="Preference for mentees without a mentor"
        hint="0 to 100. At 20, their fit counts 20% more."
        inputMode="numeric"
        class="usa-input--small"
        value={value.bonus}
        onValue={set("bonus")}
      />
      <TextField
        {...field("maxListsPerOpenPlace")}
        label="Lists for each open place, at most"
        optional
        hint="1 to 1,000. Left empty, it is worked out so that all lists can be full."
        inputMode="decimal"
        class="usa-input--small"
        value={value.lists}
        onValue={set("lists")}
      />
      <div class="fields">
        <Select
          {...field("mentorCap")}
          label="Mentees for a mentor, at most"
          choices={CAPS}
          none="As in the program's rules"
          value={value.mentorCap}
          onValue={set("mentorCap")}
        />
        <Select
          {...field("menteeCap")}
          label="Mentors for a mentee, at most"
          choices={CAPS}
          none="As in the program's rules"
          value={value.menteeCap}
          onValue={set("menteeCap")}
        />
      </div>
      <TextField
        {...field("menteeWeights")}
        label="What the mentee's ranks count"
        optional
        hint="Six whole numbers, each less than the one before: the first for a 1st rank. Left empty, the usual ones."
        value={value.menteeWeights}
        onValue={set("menteeWeights")}
      />
      <TextField
        {...field("mentorWeights")}
        label="What the mentor's ranks count"
        optional
        hint="The same for the mentor's ranks."
        value={value.mentorWeights}
        onValue={set("mentorWeights")}
      />
      <TextField
        {...field("seed")}
        label="Seed for ties"
        optional
        hint="The same seed breaks ties in the same way. Left empty, a new one, or that of the run that is repeated."
        value={value.seed}
        onValue={set("seed")}
      />
    </>
  );
}
