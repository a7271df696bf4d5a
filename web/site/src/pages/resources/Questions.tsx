import { useEffect, useState } from "preact/hooks";
import type { WrittenSectionFragment } from "../../graph/generated/pages/resources/written";
import { Button } from "../../parts/Button";
import { idOf } from "./anchors";
import { Written } from "./Written";

interface Topic {
  about: WrittenSectionFragment | null;
  questions: WrittenSectionFragment[];
}

/** Questions by topic, each of which opens its answer. The browser's search finds words in closed answers, too. */
export function Questions({ sections }: { sections: readonly WrittenSectionFragment[] }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const all = sections.filter(({ level }) => level === 3).map(({ anchor }) => anchor);
  const isAllOpen = all.every((anchor) => open.has(anchor));
  useEffect(() => {
    const openAll = () => setOpen(new Set(all));
    addEventListener("beforeprint", openAll);
    return () => removeEventListener("beforeprint", openAll);
  }, [all.join()]);
  const toggle = (anchor: string, isOpen: boolean) =>
    setOpen((before) => {
      const after = new Set(before);
      if (isOpen) after.add(anchor);
      else after.delete(anchor);
      return after;
    });
  return (
    <>
      <p class="not-printed">
        <Button look="outline" onPress={() => setOpen(new Set(isAllOpen ? [] : all))}>
          {isAllOpen ? "Close all answers" : "Open all answers"}
        </Button>
      </p>
      {topics(sections).map(({ about, questions }) => (
        <section key={about?.anchor ?? ""}>
          {about && (
            <>
              <h2 id={idOf(about.anchor)} tabIndex={-1}>
                {about.heading}
              </h2>
              <Written blocks={about.blocks} />
            </>
          )}
          <div class="questions">
            {questions.map(({ anchor, heading, blocks }) => (
              <details
                key={anchor}
                open={open.has(anchor)}
                onToggle={(event) => toggle(anchor, event.currentTarget.open)}
              >
                <summary id={idOf(anchor)}>
                  <h3>{heading}</h3>
                </summary>
                <Written blocks={blocks} />
              </details>
            ))}
          </div>
        </section>
      ))}
    </>
  );
}

function topics(sections: readonly WrittenSectionFragment[]): Topic[] {
  const found: Topic[] = [];
  for (const section of sections) {
    if (section.level === 2) found.push({ about: section, questions: [] });
    else if (found.length === 0) found.push({ about: null, questions: [section] });
    else found.at(-1)?.questions.push(section);
  }
  return found;
}
