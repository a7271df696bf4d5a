import { useMemo, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import {
  DepartmentGroupDocument,
  DepartmentVacanciesDocument,
  type SupervisorGroupFragment,
} from "../../graph/generated/pages/department/department";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Loading } from "../../parts/Loading";
import { ApplicationList } from "../queue/ApplicationList";
import { InLieuOf } from "../queue/InLieuOf";
import type { Row } from "../queue/useRows";

interface Props {
  supervisor: SupervisorGroupFragment["supervisor"];
  place: string;
  ground: string | undefined;
  onChangeGround(): void;
}

const NO_ROWS: readonly Row[] = [];

/** The applications of a group: to be read, and decided once it is said why. */
export function GroupRows({ supervisor, place, ground, onChangeGround }: Props) {
  const { query } = useLocation();
  const [rows, setRows] = useState(NO_ROWS);
  const department = query.department ?? null;
  const after = query.after ?? null;
  const named = useMemo(
    () => ({ department, supervisor: supervisor?.id ?? "", after: null }),
    [department, supervisor?.id],
  );
  const group = useScreen(DepartmentGroupDocument, named, { pause: !supervisor });
  const vacancies = useScreen(DepartmentVacanciesDocument, { department, after }, { pause: Boolean(supervisor) });
  const queue = supervisor
    ? group.data?.viewer?.administratorDashboard?.queue
    : vacancies.data?.viewer?.administratorDashboard?.queueBySupervisor.nodes.find((each) => !each.supervisor)
        ?.applications;
  if (!queue) return <Loading what="the applications" again={supervisor ? group.again : vacancies.again} />;
  const isBack = rows.some(
    ({ isGone, application: { decision } }) => isGone && decision?.decidedBy?.id === supervisor?.id,
  );
  const more = (queue.totalCount ?? 0) - queue.nodes.length;
  return (
    <>
      {ground && isBack && supervisor && (
        <Alert kind="warning" slim>
          {supervisor.name} is back: an application here was decided a moment ago. Ask before you go on.
        </Alert>
      )}
      {ground && (
        <InLieuOf application={{ supervisor: supervisorOf(supervisor) }} ground={ground} onChange={onChangeGround} />
      )}
      <ApplicationList
        nodes={queue.nodes}
        fresh={supervisor ? group.fresh : vacancies.fresh}
        place={place}
        address="/department/decide"
        heading="h3"
        readOnly={!ground}
        ground={ground}
        onRows={setRows}
      />
      {more > 0 && <p class="count-line">{more.toLocaleString("en-US")} more come when these are decided.</p>}
    </>
  );
}

function supervisorOf(person: Props["supervisor"]) {
  return person ? { chosenByApplicant: false, unexplained: null, person } : null;
}
