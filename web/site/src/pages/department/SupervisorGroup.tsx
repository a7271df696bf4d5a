import { useId, useState } from "preact/hooks";
import { useSignedIn } from "../../app/viewer";
import { useKept } from "../../forms/kept";
import type { SupervisorGroupFragment } from "../../graph/generated/pages/department/department";
import { Button } from "../../parts/Button";
import { DateTime } from "../../parts/DateTime";
import { focusNext } from "../../parts/focus";
import { Link } from "../../parts/Link";
import { later } from "../../parts/later";
import { Tag } from "../../parts/Tag";
import { count } from "../../parts/words";

const GroupRows = later(() => import("./GroupRows").then((part) => part.GroupRows));
const GroundQuestion = later(() => import("../queue/GroundQuestion").then((part) => part.GroundQuestion));

interface Props {
  group: SupervisorGroupFragment;
  openAtFirst: boolean;
}

/** What waits with one supervisor. To decide for them, an administrator says once why (APR-4). */
export function SupervisorGroup({ group, openAtFirst }: Props) {
  const { supervisor, waiting, oldestSince, onLeave } = group;
  const me = useSignedIn().person.id;
  const [open, setOpen] = useState(openAtFirst);
  const [asking, setAsking] = useState(false);
  const id = useId();
  const name = supervisor?.name ?? "No supervisor";
  const place = `department:${supervisor?.id ?? "vacancy"}`;
  const ground = useKept(`${place}:stated`, "");
  const own = supervisor?.id === me;

  function decide() {
    setOpen(true);
    setAsking(true);
  }
  return (
    <section aria-labelledby={`${id}-name`} class="supervisor-group">
      <div class="row-head">
        <h2 id={`${id}-name`}>
          {name}: {waiting === 0 ? "none waits" : count(waiting, "waits", "wait")}
          {waiting > 0 && (
            <span class="quiet">
              , {waiting === 1 ? "" : "the oldest "}since <DateTime value={oldestSince} />
            </span>
          )}
        </h2>
        {onLeave && <Tag>On leave by the State's records</Tag>}
      </div>
      <div class="actions">
        <Button
          look="outline"
          about={`the applications with ${name}`}
          aria-expanded={open ? "true" : "false"}
          aria-controls={`${id}-rows`}
          onPress={() => setOpen(!open)}
        >
          {open ? "Hide" : "Show"}
        </Button>
        {own && <Link to="/queue">These wait for you: open your queue</Link>}
        {!own && !ground.value && !asking && (
          <Button look="outline" id={`${id}-decide`} onPress={decide}>
            Decide for {supervisor?.name ?? "the supervisor"}
          </Button>
        )}
      </div>
      {asking && (
        <GroundQuestion
          place={place}
          id={`${id}-ground`}
          supervisor={supervisor}
          onStated={(stated) => {
            ground.set(stated);
            setAsking(false);
            focusNext(() => document.querySelector(`[id="${id}-rows"] input, [id="${id}-rows"] button`));
          }}
          onCancel={() => {
            setAsking(false);
            focusNext(() => document.getElementById(`${id}-decide`));
          }}
        />
      )}
      <div id={`${id}-rows`}>
        {open && (
          <GroupRows
            supervisor={supervisor}
            place={place}
            ground={own || asking || !ground.value ? undefined : ground.value}
            onChangeGround={() => setAsking(true)}
          />
        )}
      </div>
    </section>
  );
}
