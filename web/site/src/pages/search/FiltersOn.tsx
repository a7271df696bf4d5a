import { Button } from "../../parts/Button";
import type { FilterOn, Filters } from "./filters";

/** The filters that are on, each a button that takes it away. */
export function FiltersOn({ on, onApply }: { on: readonly FilterOn[]; onApply(filters: Filters): void }) {
  if (on.length === 0) return null;
  return (
    <div role="group" aria-labelledby="filters-on">
      <p id="filters-on">Filters on:</p>
      <ul class="find-on" role="list">
        {on.map(({ label, without }) => (
          <li key={label}>
            <Button look="outline" class="find-on__filter" onPress={() => onApply(without)}>
              <span class="usa-sr-only">Remove filter </span>
              {label} <span aria-hidden="true">×</span>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
