import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

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
}

/** The table of a figure; it scrolls in its own region where it is wider than the page. */
export function FigureTable({ caption, columns, rows }: Props) {
  const id = useId();
  return (
    <div class="table-region" role="region" tabIndex={0} aria-labelledby={id}>
      <table class="usa-table usa-table--borderless usa-table--compact">
        <caption id={id}>{caption}</caption>
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
  );
}
