import { useQuery } from "@urql/preact";
import type { ComponentChildren } from "preact";
import { ConductDocument } from "../graph/generated/parts/conduct";

const NO_VARIABLES = {};

/** Its id, for the `describes` of the boxes that it stands above. */
export const CONDUCT = "conduct-notice";

interface Props {
  /** Other than `CONDUCT` where a page has several. */
  id?: string;
  /** A line in a panel that has a heading of its own. */
  quiet?: boolean;
}

/** Where concerns about a person go instead, once above the boxes in which one is written about (MEN-6). */
export function ConductNotice({ id = CONDUCT, quiet = false }: Props) {
  const [{ data }] = useQuery({ query: ConductDocument, variables: NO_VARIABLES, requestPolicy: "cache-first" });
  const viewer = data?.viewer;
  if (!viewer) return null;
  const { email, telephone } = viewer.person.department.hrContact;
  const text = linked(viewer.conductNotice, { email, telephone });
  if (quiet)
    return (
      <p class="quiet" id={id}>
        {text}
      </p>
    );
  return (
    <div class="usa-summary-box narrow" role="group" aria-labelledby="conduct-heading">
      <div class="usa-summary-box__body">
        <h2 class="usa-summary-box__heading" id="conduct-heading">
          Concerns about a person go to Human Resources
        </h2>
        <p class="usa-summary-box__text" id={id}>
          {text}
        </p>
      </div>
    </div>
  );
}

interface Reach {
  email?: string | null | undefined;
  telephone?: string | null | undefined;
}

/** The text with the address and the number in it as links. */
function linked(text: string, { email, telephone }: Reach): ComponentChildren {
  const links: [string, string][] = [];
  if (email) links.push([email, `mailto:${email}`]);
  if (telephone) links.push([telephone, `tel:${telephone.replace(/[^+\d]/g, "")}`]);
  return links.reduce<ComponentChildren[]>(
    (parts, [words, address]) =>
      parts.flatMap((part) => {
        const [before, ...after] = typeof part === "string" ? part.split(words) : [part];
        return after.length ? [before, <a href={address}>{words}</a>, after.join(words)] : [part];
      }),
    [text],
  );
}
