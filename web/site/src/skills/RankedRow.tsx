import { later } from "../parts/later";
import { Tag } from "../parts/Tag";
import { ordinal } from "../parts/words";
import type { PickedSkill } from "./ranking";
import type { Handle } from "./useDragging";

const KeepOrRemove = later(() => import("./KeepOrRemove").then((part) => part.KeepOrRemove));

interface Props {
  skill: PickedSkill;
  place: number;
  last: boolean;
  /** It is no longer offered, but the application has it: it may stay, and once removed it can't come back. */
  retired: boolean;
  /** It is not among the skills that can be chosen. */
  gone: boolean;
  dragged: boolean;
  /** Whether it is being asked if it should go for good. */
  asked: boolean;
  handle: Handle;
  /** `focus`: the id of what has the focus then. */
  onMove(to: number, focus: string): void;
  onRemove(): void;
  onAsk(skill: string | null): void;
}

export function RankedRow({ skill, place, last, retired, gone, dragged, asked, handle, ...on }: Props) {
  const { id, name } = skill;
  const about = <span class="usa-sr-only"> {name}</span>;
  const pressed = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    on.onMove(event.key === "ArrowUp" ? place - 1 : place + 1, document.activeElement?.id ?? "");
  };
  return (
    <li data-skill={id} class={dragged ? "dragging" : undefined} onKeyDown={pressed}>
      <span class="drag-handle" aria-hidden="true" {...handle}>
        ⠿
      </span>
      <span class="rank">{ordinal(place + 1)}</span>{" "}
      <span class="skill-name">
        {name} {retired && <Tag>No longer offered</Tag>}
      </span>
      <span class="actions">
        <button
          type="button"
          id={`up-${id}`}
          class="usa-button usa-button--outline"
          aria-disabled={place === 0 ? "true" : undefined}
          onClick={() => on.onMove(place - 1, `up-${id}`)}
        >
          Move up{about}
        </button>
        <button
          type="button"
          id={`down-${id}`}
          class="usa-button usa-button--outline"
          aria-disabled={last ? "true" : undefined}
          onClick={() => on.onMove(place + 1, `down-${id}`)}
        >
          Move down{about}
        </button>
        <button
          type="button"
          id={`remove-${id}`}
          class="usa-button usa-button--outline"
          aria-expanded={retired ? (asked ? "true" : "false") : undefined}
          onClick={() => (retired ? on.onAsk(asked ? null : id) : on.onRemove())}
        >
          <span aria-hidden="true">&lt;&lt; </span>Remove{about}
        </button>
      </span>
      {gone && !retired && <p class="usa-error-message">{name} can't be chosen any more. Remove it.</p>}
      {asked && <KeepOrRemove skill={skill} onRemove={on.onRemove} onKeep={() => on.onAsk(null)} />}
    </li>
  );
}
