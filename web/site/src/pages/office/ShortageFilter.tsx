import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { Select } from "../../forms/Select";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";

const KINDS = [
  { value: "CAREER", label: "Career skills" },
  { value: "SOFT", label: "Soft skills" },
];

/** Narrows the skills by department and kind; the address holds it. */
export function ShortageFilter({ departments }: { departments: readonly { id: string; name: string }[] }) {
  const { query, route } = useLocation();
  const [department, setDepartment] = useState(query.department ?? "");
  const [category, setCategory] = useState(query.category ?? "");
  return (
    <form
      class="filters not-printed"
      role="search"
      aria-label="Skills"
      onSubmit={(event) => {
        event.preventDefault();
        const given = Object.entries({ department, category }).filter(([, value]) => value);
        route(at(`/office/shortage${given.length ? `?${new URLSearchParams(given)}` : ""}`));
      }}
    >
      <div class="fields">
        <Select
          id="shortage-department"
          label="Department"
          none="The whole State"
          choices={departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={department}
          onValue={setDepartment}
        />
        <Select
          id="shortage-category"
          label="Kind"
          none="Both kinds"
          choices={KINDS}
          value={category}
          onValue={setCategory}
        />
      </div>
      <div class="actions">
        <Button type="submit" look="outline">
          Show
        </Button>
        {(query.department || query.category) && (
          <Link
            to="/office/shortage"
            onClick={() => {
              setDepartment("");
              setCategory("");
            }}
          >
            Clear
          </Link>
        )}
      </div>
    </form>
  );
}
