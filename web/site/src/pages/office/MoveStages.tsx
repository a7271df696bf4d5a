import { Checkbox } from "../../forms/Checkbox";
import type { CycleStageToRunFragment, CycleToRunFragment } from "../../graph/generated/pages/office/cycle";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { dayAndTimeOf, weekdayOf } from "../../parts/dates";
import { Refusals } from "../../parts/Refusals";
import type { OnMoved } from "./CycleStages";
import { OfficePanel } from "./OfficePanel";
import { StageTimeFields } from "./StageTimeFields";
import { momentOf } from "./stageTime";
import { idOf, useMoving } from "./useMoving";

interface Props {
  cycle: CycleToRunFragment;
  stages: readonly CycleStageToRunFragment[];
  onMoved: OnMoved;
  onClose(): void;
}

/** Moves one stage, or several together: all of them or none. */
export function MoveStages({ cycle, stages, onMoved, onClose }: Props) {
  const moving = useMoving(cycle, stages, onMoved, onClose);
  const [only] = stages;
  const title = stages.length === 1 && only ? `Move: ${only.title}` : "Move several stages";
  const closes = stages.find(({ stage }) => stage === "CLOSE");
  const closing = closes ? momentOf(idOf(closes), moving.timeOf(closes)) : undefined;
  const others = moving.action.refusals.filter(({ code }) => code !== "OUTSIDE_FIRST_MONTH");
  return (
    <OfficePanel heading={stages.length === 1 ? "h4" : "h3"} title={title} onClose={onClose}>
      {stages.length > 1 && (
        <p>All of them are saved together, or none. Leave the dates as they are that don't change.</p>
      )}
      {moving.changed && (
        <Alert kind="warning">
          The dates were changed after you opened this. Yours were not saved. Now:{" "}
          {stages.map(({ title, dueAt }) => `${title}, ${dayAndTimeOf(dueAt)}`).join("; ")}. Save again to put yours in
          their place.
        </Alert>
      )}
      {stages.map((stage) => (
        <StageTimeFields
          key={stage.stage}
          id={idOf(stage)}
          title={stage.title}
          alone={stages.length === 1}
          value={moving.timeOf(stage)}
          onValue={(time) => moving.setTime(stage, time)}
          errors={moving.wrong}
        />
      ))}
      {closing instanceof Date && (
        <p>The front page and emails will say that applications close on {weekdayOf(closing)}.</p>
      )}
      {!moving.changed && (others.length > 0 || moving.action.outcome?.kind === "failed") && (
        <Refusals outcome={moving.action.outcome} />
      )}
      {moving.asksOutside && (
        <Checkbox
          id="outside-first-month"
          label="Yes, the matching is meant to be outside the quarter's first month."
          error={
            moving.outside
              ? undefined
              : moving.action.refusals.find(({ code }) => code === "OUTSIDE_FIRST_MONTH")?.message
          }
          checked={moving.outside}
          onChecked={moving.setOutside}
        />
      )}
      <div class="actions">
        <Button working={moving.action.working} workingWords="Saving..." onPress={moving.save}>
          Save
        </Button>
        <Button
          look="unstyled"
          onPress={() => {
            moving.giveUp();
            onClose();
          }}
        >
          Cancel
        </Button>
      </div>
    </OfficePanel>
  );
}
