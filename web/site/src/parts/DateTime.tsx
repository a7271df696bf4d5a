import { dayAndTimeOf, dayOf, moment, timeOf, weekdayOf } from "./dates";

interface Props {
  value: string;
  /** "December 1", with the weekday, the time alone, or both. */
  as?: "day" | "weekday" | "time" | "both";
}

const WORDS = { day: dayOf, weekday: weekdayOf, time: timeOf, both: dayAndTimeOf };

/** A day or time in the State's time, in words. */
export function DateTime({ value, as = "day" }: Props) {
  return <time dateTime={value.length === 10 ? value : moment(value).toISOString()}>{WORDS[as](value)}</time>;
}
