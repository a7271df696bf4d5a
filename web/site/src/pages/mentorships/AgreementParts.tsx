import { Fragment } from "preact";
import type { AgreementVersionFragment } from "../../graph/generated/pages/mentorships/agreement";
import { DateTime } from "../../parts/DateTime";
import { Tag } from "../../parts/Tag";
import { PARTS, TITLES } from "./draft";

interface Props {
  agreement: AgreementVersionFragment;
  /** The version that was read before: what differs is marked. */
  before?: AgreementVersionFragment | undefined;
}

/** The three parts and the agreed end. */
export function AgreementParts({ agreement, before }: Props) {
  return (
    <>
      {PARTS.map((part) => (
        <Fragment key={part}>
          <h2>
            {TITLES[part]} {before && before[part] !== agreement[part] && <Tag isNew>Changed</Tag>}
          </h2>
          <p class="typed">{agreement[part]}</p>
        </Fragment>
      ))}
      <h2>Agreed end {before && before.endsOn !== agreement.endsOn && <Tag isNew>Changed</Tag>}</h2>
      <p>
        <DateTime value={agreement.endsOn} />
      </p>
    </>
  );
}
