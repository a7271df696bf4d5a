import { useId } from "preact/hooks";
import { FEWER, inWords, type Value, widthOf } from "./numbers";

export interface Bar {
  key: string;
  name: string;
  /** One for each series; null where it is not shown. */
  values: readonly Value[];
  /** The words at the bars, where they are not the plain numbers. */
  words?: readonly string[];
}

interface Props {
  bars: readonly Bar[];
  /** The series' names, where there are two: they stand before their numbers, so no legend has to be matched. */
  series?: readonly [string, string];
  /** A value that is marked across all bars, such as a median. */
  mark?: number | undefined;
}

const LINE = 24; // pixels: a bar with its air
const THICK = 20;

/** Horizontal bars from 0 on, with their numbers. The second series is hatched, so that it needs no color. */
export function Bars({ bars, series, mark }: Props) {
  const hatch = useId();
  const greatest = Math.max(1, mark ?? 0, ...bars.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return (
    <>
      {series && <Hatch id={hatch} />}
      <div class="bars" aria-hidden="true">
        {bars.map(({ key, name, values, words }) => [
          <span key={`${key} name`} class="bars__name">
            {name}
          </span>,
          <svg key={key} width="100%" height={LINE * values.length} aria-hidden="true">
            <line class="axis" x1="0" y1="0" x2="0" y2={LINE * values.length} />
            {values.map((value, index) => (
              <OneBar
                key={index}
                index={index}
                value={value}
                greatest={greatest}
                hatch={hatch}
                words={toldOf(value, words?.[index], series?.[index])}
              />
            ))}
            {mark !== undefined && (
              <line
                class="mark"
                x1={widthOf(mark, greatest)}
                x2={widthOf(mark, greatest)}
                y1="0"
                y2={LINE * values.length}
              />
            )}
          </svg>,
        ])}
      </div>
    </>
  );
}

function toldOf(value: Value, words: string | undefined, series: string | undefined): string {
  const number = words ?? inWords(value, FEWER);
  return series ? `${number} ${series}` : number;
}

interface OneProps {
  index: number;
  value: Value;
  greatest: number;
  hatch: string;
  words: string;
}

function OneBar({ index, value, greatest, hatch, words }: OneProps) {
  const width = widthOf(value ?? 0, greatest);
  const top = index * LINE + 2;
  return (
    <>
      {typeof value === "number" && (
        <rect
          class={index === 0 ? "bar" : "bar second"}
          x="0"
          y={top}
          width={width}
          height={THICK}
          {...(index === 0 ? {} : { fill: `url(#${hatch})` })}
        />
      )}
      <text class={typeof value === "number" ? "value" : ""} x={width} y={top + 16} dx="8">
        {words}
      </text>
    </>
  );
}

function Hatch({ id }: { id: string }) {
  return (
    <svg width="0" height="0" aria-hidden="true">
      <defs>
        <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line class="hatch" x1="0" y1="0" x2="0" y2="8" />
        </pattern>
      </defs>
    </svg>
  );
}
