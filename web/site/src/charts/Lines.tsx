import type { Value } from "./numbers";

export interface Series {
  name: string;
  /** One for each of the names below; null where it is not shown, and the line has a gap. */
  values: readonly Value[];
}

interface Props {
  /** What stands below: months. */
  names: readonly string[];
  /** At most two. */
  series: readonly Series[];
}

const ROOM = 62; // percent of the width; the lines' names stand after it

/** Lines from 0 on, with their names and last numbers at their ends. The second is dashed, so that it needs no color. */
export function Lines({ names, series }: Props) {
  const greatest = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const across = (index: number) => `${names.length > 1 ? (index / (names.length - 1)) * ROOM : 0}%`;
  const down = (value: number) => `${95 - (value / greatest) * 85}%`;
  return (
    <svg class="lines" aria-hidden="true">
      <line class="gridline" x1="0" y1={down(greatest)} x2="100%" y2={down(greatest)} />
      <text x="0" y={down(greatest)} dy="-4">
        {greatest.toLocaleString("en-US")}
      </text>
      <line class="axis" x1="0" y1={down(0)} x2="100%" y2={down(0)} />
      {series.map((each, index) => (
        <Line key={each.name} series={each} second={index > 0} across={across} down={down} />
      ))}
      {names.map(
        (name, index) =>
          (index === 0 || index === names.length - 1) && (
            <text key={name} x={across(index)} y="100%" dy="20" text-anchor={index === 0 ? "start" : "middle"}>
              {name}
            </text>
          ),
      )}
    </svg>
  );
}

interface LineProps {
  series: Series;
  second: boolean;
  across(index: number): string;
  down(value: number): string;
}

function Line({ series: { name, values }, second, across, down }: LineProps) {
  const kind = second ? " second" : "";
  const last = values.findLastIndex((value) => typeof value === "number");
  const end = values[last];
  return (
    <>
      {values.map((value, index) => {
        const before = values[index - 1];
        if (typeof value !== "number" || typeof before !== "number") return null;
        return (
          <line
            key={index}
            class={`line${kind}`}
            x1={across(index - 1)}
            y1={down(before)}
            x2={across(index)}
            y2={down(value)}
          />
        );
      })}
      {typeof end === "number" && (
        <>
          <circle class={`point${kind}`} cx={across(last)} cy={down(end)} r="5" />
          <text x={across(last)} y={down(end)} dx="10" dy={second ? 16 : -2}>
            {name}, {end.toLocaleString("en-US")}
          </text>
        </>
      )}
    </>
  );
}
