import type { WrittenBlockFragment, WrittenRunFragment } from "../../graph/generated/pages/resources/written";
import { Link } from "../../parts/Link";

/** What the office wrote, as the server has taken it apart: paragraphs, lists, quotations. */
export function Written({ blocks }: { blocks: readonly WrittenBlockFragment[] }) {
  return (
    <>
      {blocks.map((block, index) => (
        <Block key={index} of={block} />
      ))}
    </>
  );
}

function Block({ of: { kind, text, items } }: { of: WrittenBlockFragment }) {
  if (kind === "BULLETS" || kind === "STEPS") {
    const List = kind === "STEPS" ? "ol" : "ul";
    return (
      <List class="usa-list">
        {items.map((item, index) => (
          <li key={index}>
            <Runs of={item.text} />
          </li>
        ))}
      </List>
    );
  }
  if (kind === "QUOTATION") {
    return (
      <blockquote>
        <Runs of={text} />
      </blockquote>
    );
  }
  return (
    <p>
      <Runs of={text} />
    </p>
  );
}

export function Runs({ of }: { of: readonly WrittenRunFragment[] }) {
  return (
    <>
      {of.map((run, index) => (
        <Run key={index} of={run} />
      ))}
    </>
  );
}

function Run({ of: { text, strong, emphasis, href } }: { of: WrittenRunFragment }) {
  const stressed = emphasis ? <em>{text}</em> : text;
  const words = strong ? <strong>{stressed}</strong> : stressed;
  if (href === null) return <>{words}</>;
  return href.startsWith("/") ? <Link to={href}>{words}</Link> : <a href={href}>{words}</a>;
}
