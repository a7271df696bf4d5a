import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at, placeOf } from "../../app/base";
import type { Choice } from "../../forms/Choices";
import { Select } from "../../forms/Select";
import { TextField } from "../../forms/TextField";
import { Button } from "../../parts/Button";

interface ChoiceFilter {
  /** Of the address. */
  parameter: string;
  label: string;
  none: string;
  choices: readonly Choice[];
}

interface Props {
  choices: readonly ChoiceFilter[];
  /** What else of the address stays. */
  keeps?: readonly string[];
  /** Whether the list can be narrowed by name. */
  named?: boolean;
}

/** Narrows a list by name and by choices. The address holds what was asked, so Back and links work. */
export function ListFilter({ choices, keeps = [], named = true }: Props) {
  const { path, query, route } = useLocation();
  const [asked, setAsked] = useState<Record<string, string>>(query);
  function go(event: Event) {
    event.preventDefault();
    const search = new URLSearchParams();
    for (const parameter of [...keeps, "name", ...choices.map((each) => each.parameter)]) {
      const value = asked[parameter]?.trim();
      if (value) search.set(parameter, value);
    }
    const text = search.toString();
    route(at(`${placeOf(path)}${text && `?${text}`}`));
  }
  return (
    <form class="filters" onSubmit={go} role="search" aria-label="Narrow the list">
      <div class="fields">
        {named && (
          <TextField
            id="filter-name"
            label="Name"
            type="search"
            value={asked.name ?? ""}
            onValue={(name) => setAsked({ ...asked, name })}
          />
        )}
        {choices.map(({ parameter, ...choice }) => (
          <Select
            key={parameter}
            id={`filter-${parameter}`}
            {...choice}
            value={asked[parameter] ?? ""}
            onValue={(value) => setAsked({ ...asked, [parameter]: value })}
          />
        ))}
      </div>
      <div class="actions">
        <Button type="submit" look="outline">
          Show
        </Button>
      </div>
    </form>
  );
}
