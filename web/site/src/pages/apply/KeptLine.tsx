import { Alert } from "../../parts/Alert";
import { timeOf } from "../../parts/dates";
import { stopped } from "../../parts/words";

/** Whether what was typed is kept, and when; it describes the Save button. */
export function KeptLine({ keptAt, problem }: { keptAt: Date | null; problem: string | null }) {
  return (
    <div id="kept">
      {problem ? (
        <Alert kind="warning" slim>
          {problem}
        </Alert>
      ) : (
        keptAt && <p class="quiet">{stopped(`Draft kept at ${timeOf(keptAt)}`)}</p>
      )}
    </div>
  );
}
