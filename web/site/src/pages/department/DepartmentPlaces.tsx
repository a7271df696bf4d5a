import { useLocation } from "preact-iso";
import { at, placeOf } from "../../app/base";
import { Select } from "../../forms/Select";
import { QueuePlaces } from "../queue/QueuePlaces";

interface Props {
  here: string;
  departments: readonly { id: string; name: string }[];
  waiting?: number | undefined;
}

/** The pages of an administrator, and which of several departments they are about. */
export function DepartmentPlaces({ here, departments, waiting }: Props) {
  const { query, path, route } = useLocation();
  const suffix = query.department ? `?${new URLSearchParams({ department: query.department })}` : "";
  return (
    <>
      <QueuePlaces
        label="Your department"
        here={here}
        places={[
          { to: `/department${suffix}`, title: "Waiting", waiting },
          { to: `/department/decided${suffix}`, title: "Decided" },
          { to: `/department/participation${suffix}`, title: "Participation" },
          { to: `/department/administrators${suffix}`, title: "Administrators" },
        ]}
      />
      {departments.length > 1 && (
        <Select
          id="department"
          label="Department"
          none="All your departments"
          choices={departments.map(({ id, name }) => ({ value: id, label: name }))}
          value={query.department ?? ""}
          onValue={(department) =>
            route(at(`${placeOf(path)}${department && `?${new URLSearchParams({ department })}`}`))
          }
        />
      )}
    </>
  );
}

/** "Revenue", or "your departments" of several. */
export function nameOf(departments: readonly { id: string; name: string }[], chosen: string | undefined): string {
  const [only] = departments.length === 1 ? departments : departments.filter(({ id }) => id === chosen);
  if (only) return /^(Department|Office|Division) of /.test(only.name) ? `the ${only.name}` : only.name;
  return departments.length ? "your departments" : "your department";
}
