import { useEffect, useState } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import { focusBeside } from "../../parts/focus";
import { QueueRow } from "./QueueRow";
import { SelectSeveral } from "./SelectSeveral";
import { useDepartures } from "./useDepartures";
import { type Row, useRows } from "./useRows";
import { useSelection } from "./useSelection";
import type { Waiting, What } from "./words";

interface Props {
  nodes: readonly Waiting[];
  /** They are the server's own, and not kept from an earlier look. */
  fresh: boolean;
  /** What the list is of, by which its selection is kept; another place is another list. */
  place: string;
  /** The page that decides several at once. */
  address: string;
  ground?: string | undefined;
  onChangeGround?: (() => void) | undefined;
  heading?: "h2" | "h3";
  /** Only to be read, until it is said why one decides here. */
  readOnly?: boolean;
  /** Told of the rows as they are drawn. */
  onRows?: (rows: readonly Row[]) => void;
}

/** Applications that wait, each decided in its row or several at once. Nothing in it moves by itself. */
export function ApplicationList({ nodes, fresh, place, heading = "h2", readOnly = false, onRows, ...props }: Props) {
  const me = useSignedIn().person.id;
  const { rows, dismiss } = useRows(nodes, fresh, place, me);
  const departure = useDepartures();
  const selection = useSelection(place, rows);
  const [open, setOpen] = useState<{ id: string; what: What } | null>(null);
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => onRows?.(rows), [rows, onRows]);
  useEffect(() => {
    if (location.hash.startsWith("#application-")) document.getElementById(location.hash.slice(1))?.focus();
  }, []);

  const notes = rows
    .filter(({ isGone, application: { id } }) => isGone && open?.id !== id)
    .map((row) => row.application.id);
  function take(ids: readonly string[], from: string) {
    focusBeside(document.getElementById(`application-${from}`), new Set(ids.map((id) => `application-${id}`)));
    dismiss(ids);
  }
  return (
    <>
      {!readOnly && selection.possible > 1 && (
        <SelectSeveral id={`several-${place}`} selection={selection} address={props.address} place={place} />
      )}
      <ul class="rows" role="list">
        {rows.map((row) => {
          const { id } = row.application;
          return (
            <QueueRow
              key={id}
              row={row}
              heading={heading}
              readOnly={readOnly}
              open={open?.id === id ? open.what : null}
              onOpen={(what) => setOpen(what && { id, what })}
              selected={id in selection.selected}
              onSelect={(chosen) => selection.select(row, chosen)}
              mine={mine.has(id)}
              onDecided={() => {
                setMine((before) => new Set([...before, id]));
                setOpen((now) => (now?.id === id ? null : now)); // another may be open by now, with words in it
              }}
              departure={departure(row.application)}
              notes={notes.length}
              onDismiss={() => take([id], id)}
              onClear={() => take(notes, id)}
              ground={props.ground}
              onChangeGround={props.onChangeGround}
            />
          );
        })}
      </ul>
    </>
  );
}
