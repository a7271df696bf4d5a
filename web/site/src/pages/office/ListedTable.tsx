import type { ComponentChildren } from "preact";
import { at } from "../../app/base";
import { type Column, FigureTable, type TableRow } from "../../charts/FigureTable";
import { Pagination } from "../../parts/Pagination";
import { count } from "../../parts/words";

interface Props {
  /** "person" and "people". */
  one: string;
  several: string;
  total: number | null | undefined;
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
  columns: readonly Column[];
  rows: readonly TableRow[];
  /** What stands there if nothing fits. */
  none: ComponentChildren;
  /** The whole list as a file, with the list's filters: `/exports/participants.csv?role=MENTOR`. */
  csv?: string;
  /** The query of the address that holds the cursor, where the page has several lists. */
  parameter?: string;
}

/** A list of the office, a page at a time: how many there are, the table, the file with all of it. */
export function ListedTable({ one, several, total, pageInfo, columns, rows, none, csv, parameter }: Props) {
  if (rows.length === 0) return <p>{none}</p>;
  return (
    <>
      <p class="count-line">
        {count(total ?? rows.length, one, several)}
        {csv && (
          <>
            {". "}
            <a href={at(csv)} download>
              Download all as CSV
            </a>
          </>
        )}
      </p>
      <FigureTable captioned caption={`The ${several}`} columns={columns} rows={rows} />
      <Pagination of={several} pageInfo={pageInfo} parameter={parameter} />
    </>
  );
}
