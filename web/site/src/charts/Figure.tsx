import type { ComponentChildren } from "preact";
import { at } from "../app/base";

interface Props {
  /** What the figure finds, in a sentence: "Delegation is the scarcest skill: 3 mentees for each open place". */
  finding: string;
  /** Of what and as of when: "As of November 29, 2026, of 1,204 mentees." */
  basis: string;
  /** What is not shown, and why. */
  note?: string | null | undefined;
  /** The path of the table as CSV, such as `/exports/participation.csv?year=2026`. */
  csv?: string | undefined;
  /** The chart, which screen readers skip, and its table. */
  children: ComponentChildren;
}

/** A finding, its basis, its chart and its table: each says the whole by itself. */
export function Figure({ finding, basis, note, csv, children }: Props) {
  return (
    <figure class="chart">
      <h3>{finding}</h3>
      <p>{basis}</p>
      {children}
      {(note || csv) && (
        <figcaption class="quiet">
          {note}
          {csv && (
            <p class="not-printed">
              <a href={at(csv)} download>
                Download CSV
                <span class="usa-sr-only">: {finding}</span>
              </a>
            </p>
          )}
        </figcaption>
      )}
    </figure>
  );
}
