import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { ordinal } from "../parts/words";
import { RankedRow } from "./RankedRow";
import { chosenIn, moved, removed } from "./ranking";
import type { GroupProps } from "./SkillGroup";
import { useDragging } from "./useDragging";
import { useFocusAfter } from "./useFocusAfter";

/** The chosen skills in order. A move keeps the focus on the same button of the same skill. */
export function RankedList(group: GroupProps & { labelledBy: string }) {
  const { id, category, chosen, nameOf, most, onChange, onRefused } = group;
  const [asked, setAsked] = useState<string | null>(null);
  const focusAfter = useFocusAfter();
  const mine = chosen[category];
  const none = `${id}-${category}-none`;
  const move = (skill: string, to: number, focus: string) => {
    if (to < 0) return onRefused("", `${nameOf(skill)} is already 1st.`);
    if (to >= mine.length) return onRefused("", `${nameOf(skill)} is already last.`);
    if (to !== mine.indexOf(skill)) {
      onChange(moved(chosen, category, skill, to), `${nameOf(skill)} moved to ${ordinal(to + 1)} of ${mine.length}.`);
    }
    focusAfter(focus);
  };
  const remove = (skill: string) => {
    const place = mine.indexOf(skill);
    const neighbor = mine[place + 1] ?? mine[place - 1];
    const next = removed(chosen, category, skill);
    setAsked(null);
    onChange(next, `${nameOf(skill)} removed. ${chosenIn(next)} of ${most} chosen.`);
    focusAfter(neighbor ? `remove-${neighbor}` : none);
  };
  const { list, dragging, handleOf } = useDragging((skill, to) =>
    move(skill, to, to === mine.length - 1 ? `up-${skill}` : `down-${skill}`),
  );
  const others = mine.filter((each) => each !== dragging?.id);
  const landsBefore = dragging?.to == null ? undefined : others[dragging.to];
  const line = <li class="drop-line" aria-hidden="true" />;
  return (
    <>
      <ol class="ranked" role="list" ref={list} aria-labelledby={group.labelledBy} hidden={mine.length === 0}>
        {mine.map((skill, place) => (
          <Fragment key={skill}>
            {landsBefore === skill && line}
            <RankedRow
              skill={{ id: skill, name: nameOf(skill) }}
              place={place}
              last={place === mine.length - 1}
              retired={group.retired.some((each) => each.id === skill)}
              gone={!group.choices.some((each) => each.id === skill)}
              dragged={dragging?.id === skill}
              asked={asked === skill}
              handle={handleOf(skill)}
              onMove={(to, focus) => move(skill, to, focus)}
              onRemove={() => remove(skill)}
              onAsk={setAsked}
            />
          </Fragment>
        ))}
        {dragging?.to === others.length && line}
      </ol>
      {mine.length === 0 && (
        <p id={none} tabIndex={-1}>
          No {category} skills chosen. That's fine if you choose enough {category === "career" ? "soft" : "career"}{" "}
          skills.
        </p>
      )}
    </>
  );
}
