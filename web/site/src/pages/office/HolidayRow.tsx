import { useRef, useState } from "preact/hooks";
import { type OfficeHolidayFragment, RemoveHolidayDocument } from "../../graph/generated/pages/office/lists";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { weekdayOf } from "../../parts/dates";
import { Confirm } from "./Confirm";
import { RenameHoliday } from "./RenameHoliday";

/** A holiday: its day, and what can be done with it. */
export function HolidayRow({ holiday, limit }: { holiday: OfficeHolidayFragment; limit: number }) {
  const { day, name, viewerActions } = holiday;
  const remove = useAction(RemoveHolidayDocument);
  const [open, setOpen] = useState<"rename" | "remove" | null>(null);
  const openers = { rename: useRef<HTMLButtonElement>(null), remove: useRef<HTMLButtonElement>(null) };
  const allowed = (action: string) => viewerActions.some((each) => each.action === action && each.allowed);
  const close = (from: "rename" | "remove") => {
    setOpen(null);
    setTimeout(() => openers[from].current?.focus());
  };
  return (
    <li class="row">
      <div class="row-head">
        <h3>{name}</h3>
        <span class="quiet">{weekdayOf(day)}</span>
        {allowed("SET_HOLIDAY") && open === null && (
          <Button look="unstyled" about={name} button={openers.rename} onPress={() => setOpen("rename")}>
            Rename
          </Button>
        )}
        {allowed("REMOVE_HOLIDAY") && open === null && (
          <Button look="unstyled" about={name} button={openers.remove} onPress={() => setOpen("remove")}>
            Remove
          </Button>
        )}
      </div>
      {open === "rename" && <RenameHoliday holiday={holiday} limit={limit} onClose={() => close("rename")} />}
      {open === "remove" && (
        <Confirm
          question={`Remove ${name}?`}
          yes="Yes, remove"
          working="Removing..."
          action={remove}
          onYes={async () => {
            const outcome = await remove.run({ day });
            if (outcome?.kind !== "done") return;
            setOpen(null);
            document.querySelector<HTMLElement>("main h1")?.focus();
          }}
          onClose={() => close("remove")}
        >
          The State then works on {weekdayOf(day)}. You can add it again.
        </Confirm>
      )}
    </li>
  );
}
