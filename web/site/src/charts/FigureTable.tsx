import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Button } from "../parts/Button";
import { saveCsv } from "../parts/csv";
import { isoDay } from "../parts/dates";

export interface Column {
  title: string;
  /** Figures are set at the right, in digits of one width. */
  number?: boolean;
}

export interface TableRow {
  key: string;
  /** The first is the row's heading. */
  cells: readonly ComponentChildren[];
}

interface Props {
  caption: string;
  columns: readonly Column[];
  rows: readonly TableRow[];
  /** Begins the name of the file under which the table, whose cells are all text, can be kept. */
  file?: string;
  /** The heading above says the same: the caption is for those who come to the table by itself. */
  captioned?: boolean;
}

/** The table of a figure; it scrolls in its own region where it is wider than the page. */
export function FigureTable({ caption, columns, rows, file, captioned = false }: Props) {
  const id = useId();
  const save = () =>
    saveCsv(`${file}-${isoDay()}.csv`, [
      columns.map(({ title }) => title),
      ...rows.map(({ cells }) => cells.map(String)),
    ]);
  return (
    <>
      <div class="table-region" role="region" tabIndex={0} aria-labelledby={id}>
        <table class="usa-table usa-table--borderless usa-table--compact">
          <caption id={id} class={captioned ? "usa-sr-only" : undefined}>
            {caption}
          </caption>
          <thead>
            <tr>
              {columns.map(({ title, number }) => (
                <th key={title} scope="col" class={number ? "number" : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells: [heading, ...cells] }) => (
              <tr key={key}>
                <th scope="row">{heading}</th>
                {cells.map((cell, index) => (
                  <td key={index} class={columns[index + 1]?.number ? "number" : undefined}>
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {file && (
        <p class="not-printed">
          <Button look="unstyled" about={caption} onPress={save}>
            Download CSV
          </Button>
        </p>
      )}
    </>
  );
}
