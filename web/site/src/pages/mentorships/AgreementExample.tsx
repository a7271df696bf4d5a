import type { AgreementPageQuery } from "../../graph/generated/pages/mentorships/agreement";

/** What the program says of the agreement, to open where one is stuck. */
export function AgreementExample({ sections }: { sections: NonNullable<AgreementPageQuery["resource"]>["sections"] }) {
  if (sections.length === 0) return null;
  return (
    <details class="folding">
      <summary>See an example</summary>
      {sections.map((section) => (
        <div key={section.heading}>
          <h2>{section.heading}</h2>
          {section.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {section.items.length > 0 && (
            <ul class="usa-list">
              {section.items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
    </details>
  );
}
