import type { WrittenSectionFragment } from "../../graph/generated/pages/resources/written";
import { Link } from "../../parts/Link";
import { reveal } from "./anchors";

const FEW = 4; // sections that need no list of them

/** Links to the sections of a long text. */
export function OnThisPage({ slug, sections }: { slug: string; sections: readonly WrittenSectionFragment[] }) {
  const listed = sections.filter(({ level }) => level === 2);
  if (listed.length < FEW) return null;
  return (
    <nav aria-labelledby="on-this-page" class="not-printed">
      <h2 id="on-this-page">On this page</h2>
      <ul class="usa-list usa-list--unstyled on-this-page">
        {listed.map(({ anchor, heading }) => (
          <li key={anchor}>
            <Link to={`/resources/${slug}#${anchor}`} onClick={() => setTimeout(() => reveal(anchor))}>
              {heading}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
