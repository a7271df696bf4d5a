import { useEffect, useState } from "preact/hooks";
import { Checkbox } from "../../forms/Checkbox";
import { Checkboxes } from "../../forms/Choices";
import { Select } from "../../forms/Select";
import { TextField } from "../../forms/TextField";
import type { SearchChoicesQuery } from "../../graph/generated/pages/search/search";
import { Button } from "../../parts/Button";
import { departmentChoices, skillChoices, textChoices } from "./choices";
import { DepartmentChoices } from "./DepartmentChoices";
import { type Filters, NO_FILTERS, SAME_HOURS } from "./filters";

interface Props {
  filters: Filters;
  choices: SearchChoicesQuery;
  open: boolean;
  onApply(filters: Filters): void;
}

/** What the search can be narrowed by. Nothing happens until it is applied. */
export function FilterForm({ filters, choices, open, onApply }: Props) {
  const [draft, setDraft] = useState(filters);
  useEffect(() => setDraft(filters), [filters]);
  const change = (part: Partial<Filters>) => setDraft((before) => ({ ...before, ...part }));
  return (
    <form
      id="filters"
      role="search"
      aria-label="Mentors"
      class={open ? "filters find-filters find-filters--open" : "filters find-filters"}
      onSubmit={(event) => {
        event.preventDefault();
        onApply(draft);
      }}
    >
      <h2>Filters</h2>
      <TextField
        id="words"
        label="Words in bio or job title"
        type="search"
        value={draft.words}
        onValue={(words) => change({ words })}
      />
      <Checkboxes
        id="skill"
        label="Skills"
        hint="The mentor offers each of them."
        choices={skillChoices(choices)}
        values={draft.skills}
        onValues={(skills) => change({ skills })}
      />
      <DepartmentChoices
        choices={departmentChoices(choices)}
        values={draft.departments}
        onValues={(departments) => change({ departments })}
      />
      <Select
        id="division"
        label="Division"
        none="Any"
        choices={textChoices(choices.searchFacets?.divisions, draft.division)}
        value={draft.division}
        onValue={(division) => change({ division })}
      />
      <Select
        id="location"
        label="Work location"
        none="Any"
        choices={textChoices(choices.searchFacets?.locations, draft.location)}
        value={draft.location}
        onValue={(location) => change({ location })}
      />
      <div class="usa-form-group">
        <Checkbox
          id="hours"
          label={SAME_HOURS}
          checked={draft.sameHours}
          onChecked={(sameHours) => change({ sameHours })}
        />
      </div>
      <div class="actions">
        <Button type="submit">Apply filters</Button>
        <Button look="unstyled" onPress={() => onApply(NO_FILTERS)}>
          Clear all filters
        </Button>
      </div>
    </form>
  );
}
