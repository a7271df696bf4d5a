import { useState } from "preact/hooks";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";
import { Tag } from "../../parts/Tag";
import { type ShownItem, useItems } from "./items";
import type { Item } from "./step";

const AT_FIRST = 5;

/** What to do next, over all of a person's roles. `quiet`: what to say while there is nothing. */
export function NextSteps({ waiting, quiet }: { waiting: readonly Item[]; quiet: string }) {
  const items = useItems(waiting);
  const [all, setAll] = useState(false);
  const shown = items.filter((item, index) => all || index < AT_FIRST || item.isNew);
  return (
    <section class="usa-summary-box" aria-labelledby="next-steps">
      <div class="usa-summary-box__body">
        <h2 class="usa-summary-box__heading" id="next-steps">
          What to do next
        </h2>
        <div class="usa-summary-box__text">
          {items.every(({ done }) => done) && <p>{quiet}</p>}
          {items.length > 0 && (
            <ol class="steps">
              {shown.map((item) => (
                <li key={item.key}>
                  <Step item={item} isFirst={item === items[0]} />
                </li>
              ))}
            </ol>
          )}
          {(all || shown.length < items.length) && (
            <Button look="unstyled" aria-expanded={all ? "true" : "false"} onPress={() => setAll(!all)}>
              {all ? "Show less" : `Show all ${items.length}`}
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

function Step({ item, isFirst }: { item: ShownItem; isFirst: boolean }) {
  if (item.done) {
    return (
      <>
        <p class="quiet">{item.message}</p>
        <p>
          <strong>Done:</strong> {item.done}
        </p>
      </>
    );
  }
  return (
    <>
      <p>
        {item.isNew && (
          <>
            <Tag isNew>New</Tag>{" "}
          </>
        )}
        {item.message} {item.more && <span class="steps__more">{item.more}</span>}
      </p>
      <p>
        <Link to={item.to} class={isFirst ? "usa-button" : "steps__link"}>
          {item.words}
          <span class="usa-sr-only">: {item.message}</span>
        </Link>
      </p>
    </>
  );
}
