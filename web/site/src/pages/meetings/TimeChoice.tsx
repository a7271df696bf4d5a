import { useState } from "preact/hooks";
import { Radios } from "../../forms/Choices";
import { errorFor, type FieldError } from "../../forms/errors";
import { MeetingTimesDocument } from "../../graph/generated/pages/meetings/meetings";
import { useScreen } from "../../graph/useScreen";
import { say } from "../../live/announcer";
import { Button } from "../../parts/Button";
import { weekdayOf } from "../../parts/dates";
import { Shown } from "../../parts/Shown";
import { TimeFields } from "./TimeFields";
import { OTHER, TIME_IDS, type TypedTime, USUAL_MINUTES } from "./typedTime";
import { spanOf } from "./words";

const STEP = 6;
const MOST = 60;
const AHEAD = 90 * 24 * 60 * 60 * 1000; // milliseconds: how far ahead times are offered

interface Props {
  mentorship: string;
  value: TypedTime;
  onValue(value: TypedTime): void;
  errors: readonly FieldError[];
  minutes?: number;
}

/** The times that fit both, six at first, and any other one. */
export function TimeChoice({ mentorship, value, onValue, errors, minutes = USUAL_MINUTES }: Props) {
  const [until] = useState(() => new Date(Date.now() + AHEAD).toISOString());
  const [first, setFirst] = useState(STEP);
  const screen = useScreen(MeetingTimesDocument, { id: mentorship, minutes, until, first });
  return (
    <Shown screen={screen} what="the times that fit you both" part>
      {({ node }) => {
        const pair = node?.__typename === "Mentorship" ? node : undefined;
        const times = pair?.commonTimes?.nodes ?? [];
        const more = (pair?.commonTimes?.pageInfo.hasNextPage ?? false) && first < MOST;
        return (
          <>
            <Radios
              id={TIME_IDS.offered}
              label="Times that fit you both"
              hint={pair?.commonHours?.message ?? "We don't know the work hours of both of you."}
              error={errorFor(errors, TIME_IDS.offered)}
              choices={[...choicesOf(times, value, minutes), { value: OTHER, label: "Another time" }]}
              value={value.offered}
              onValue={(offered) => onValue({ ...value, offered })}
            />
            {more && (
              <Button
                look="unstyled"
                onPress={() => {
                  setFirst(first + STEP);
                  say("Later times are in the list.");
                }}
              >
                Show later times
              </Button>
            )}
            {value.offered === OTHER && <TimeFields value={value} onValue={onValue} errors={errors} />}
          </>
        );
      }}
    </Shown>
  );
}

/** A time that was chosen stays in the list when it is offered no more: the server says why it does not fit. */
function choicesOf(times: readonly { startsAt: string }[], { offered }: TypedTime, minutes: number) {
  const choices = times.map(({ startsAt }) => ({
    value: startsAt,
    label: `${weekdayOf(startsAt)}, ${spanOf({ startsAt, minutes })}`,
  }));
  const gone = offered && offered !== OTHER && !choices.some((each) => each.value === offered);
  return gone ? [{ value: offered, label: "The time you chose, which is taken by now" }, ...choices] : choices;
}

/** Puts the focus on the choice of a time. */
export function toTime(): void {
  const group = document.getElementById(TIME_IDS.offered);
  (group?.querySelector<HTMLElement>("input:checked") ?? group?.querySelector("input"))?.focus();
}
