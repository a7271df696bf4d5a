import { type Common, hundredths } from "./fit";

/** The number behind the word, for who wants it. */
export function HowWorkedOut({ score, common, about }: { score: number; common: readonly Common[]; about: string }) {
  return (
    <details class="how">
      <summary>
        How we worked this out<span class="usa-sr-only"> for {about}</span>
      </summary>
      <p>
        The fit is {hundredths(score)}, where 1 is the most.{" "}
        {common.length > 0
          ? "Each skill that is looked for and offered adds to it, and adds more the higher both put it:"
          : "Only skills that are looked for and offered add to it."}
      </p>
      {common.length > 0 && (
        <ul class="usa-list">
          {common.map(({ skill, share }) => (
            <li key={skill.id}>
              {skill.name} adds {hundredths(share)}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
