import { useQuery } from "@urql/preact";
import { ConductDocument } from "../graph/generated/parts/conduct";

const NO_VARIABLES = {};

/** Its id, for the `describes` of the boxes that it stands above. */
export const CONDUCT = "conduct-notice";

/** Where concerns about a person go instead, once above the boxes in which one is written about (MEN-6). */
export function ConductNotice() {
  const [{ data }] = useQuery({ query: ConductDocument, variables: NO_VARIABLES, requestPolicy: "cache-first" });
  const viewer = data?.viewer;
  if (!viewer) return null;
  const { name, email, telephone } = viewer.person.department.hrContact;
  return (
    <div class="usa-summary-box" role="group" aria-labelledby="conduct-heading">
      <div class="usa-summary-box__body">
        <h2 class="usa-summary-box__heading" id="conduct-heading">
          Concerns about a person go to Human Resources
        </h2>
        <div class="usa-summary-box__text">
          <p id={CONDUCT}>{viewer.conductNotice}</p>
          {(email || telephone) && (
            <p>
              {name ?? "Human Resources"}: {email && <a href={`mailto:${email}`}>{email}</a>}
              {email && telephone && ", "}
              {telephone && <a href={`tel:${telephone.replace(/[^+\d]/g, "")}`}>{telephone}</a>}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
