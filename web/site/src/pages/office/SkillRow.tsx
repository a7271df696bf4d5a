import { useRef, useState } from "preact/hooks";
import {
  type OfficeSkillFragment,
  type OfficeSkillsQuery,
  ReinstateSkillDocument,
  RetireSkillDocument,
} from "../../graph/generated/pages/office/lists";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { focusNext } from "../../parts/focus";
import { Refusals } from "../../parts/Refusals";
import { count } from "../../parts/words";
import { Confirm } from "./Confirm";

type Dashboard = NonNullable<NonNullable<OfficeSkillsQuery["viewer"]>["officeDashboard"]>;
type Cell = Dashboard["shortageBoard"]["nodes"][number]["cell"];

function offered({ mentees, mentors, suppressed }: Cell): string {
  if (suppressed) return "Numbers not shown: few people seek it or offer it";
  return `${count(mentees ?? 0, "mentee seeks", "mentees seek")} it, ${count(mentors ?? 0, "mentor offers", "mentors offer")} it`;
}

/** A skill: how many seek and offer it, and what can be done with it. */
export function SkillRow({ skill, cell }: { skill: OfficeSkillFragment; cell: Cell | undefined }) {
  const { id, name, retiredAt, viewerActions } = skill;
  const retire = useAction(RetireSkillDocument);
  const reinstate = useAction(ReinstateSkillDocument);
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const allowed = (action: string) => viewerActions.some((each) => each.action === action && each.allowed);
  const close = () => {
    setOpen(false);
    focusNext(() => opener.current);
  };
  const toHeading = () => document.querySelector<HTMLElement>("main h1")?.focus();
  return (
    <li class="row">
      <div class="row-head">
        <h3>{name}</h3>
        <span class="quiet">
          {retiredAt ? (
            <>
              Retired <DateTime value={retiredAt} />
            </>
          ) : (
            cell && offered(cell)
          )}
        </span>
        {allowed("RETIRE_SKILL") && !open && (
          <Button look="unstyled" about={name} button={opener} onPress={() => setOpen(true)}>
            Retire
          </Button>
        )}
        {allowed("REINSTATE_SKILL") && (
          <Button
            look="unstyled"
            about={name}
            working={reinstate.working}
            onPress={async () => {
              const outcome = await reinstate.run({ skill: id });
              if (outcome?.kind === "done") toHeading();
            }}
          >
            Bring back
          </Button>
        )}
      </div>
      <Refusals outcome={reinstate.outcome} />
      {open && (
        <Confirm
          question={`Retire ${name}?`}
          yes="Yes, retire"
          working="Retiring..."
          action={retire}
          onYes={async () => {
            const outcome = await retire.run({ skill: id });
            if (outcome?.kind !== "done") return;
            setOpen(false);
            toHeading();
          }}
          onClose={close}
        >
          {name} stays on the applications that have it, and can't be chosen any more. You can bring it back.
        </Confirm>
      )}
    </li>
  );
}
