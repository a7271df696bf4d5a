import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { Checkbox } from "../../forms/Checkbox";
import { Button } from "../../parts/Button";
import type { Selection } from "./useSelection";
import type { What } from "./words";

interface Props {
  id: string;
  selection: Selection;
  /** The page that asks once more: `/queue/decide`. */
  address: string;
  /** The list that they are chosen in. */
  place: string;
}

/** Chooses several applications and leads to the page that decides them. */
export function SelectSeveral({ id, selection, address, place }: Props) {
  const { route } = useLocation();
  const [asked, setAsked] = useState(false);
  const none = selection.ids.length === 0;
  useEffect(() => {
    if (!none) setAsked(false);
  }, [none]);
  function decide(what: What) {
    if (none) return setAsked(true);
    const search = new URLSearchParams({ what, from: place });
    for (const each of selection.ids) search.append("id", each);
    route(at(`${address}?${search}`));
  }
  return (
    <div>
      <div class="actions">
        <Checkbox
          id={`${id}-all`}
          label={`Select all ${selection.possible}`}
          checked={selection.isAll}
          onChecked={selection.selectAll}
        />
        <Button look="outline" aria-describedby={`${id}-chosen`} onPress={() => decide("approve")}>
          Approve selected
        </Button>
        <Button look="outline" aria-describedby={`${id}-chosen`} onPress={() => decide("deny")}>
          Deny selected
        </Button>
        <span class="quiet" id={`${id}-chosen`}>
          {selection.ids.length} selected
        </span>
      </div>
      {asked && none && (
        <p class="usa-error-message" role="alert">
          Select at least one application.
        </p>
      )}
    </div>
  );
}
