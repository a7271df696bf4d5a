import type { WrittenSectionFragment } from "../../graph/generated/pages/resources/written";
import { idOf } from "./anchors";
import { Written } from "./Written";

/** A text's sections, one after the other. `below`: how many levels lower its headings are drawn. */
export function Sections({ of, below = 0 }: { of: readonly WrittenSectionFragment[]; below?: 0 | 1 }) {
  return (
    <>
      {of.map(({ anchor, heading, level, blocks }) => {
        const Heading = `h${level + below}` as "h2" | "h3" | "h4";
        return (
          <section key={anchor}>
            <Heading id={below ? undefined : idOf(anchor)} tabIndex={-1}>
              {heading}
            </Heading>
            <Written blocks={blocks} />
          </section>
        );
      })}
    </>
  );
}
