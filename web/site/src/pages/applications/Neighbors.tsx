import { useSignedIn } from "../../app/viewer";
import { ApplicationNeighborsDocument } from "../../graph/generated/pages/applications/application";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";

const NO_VARIABLES = {};

/** The way through one's queue from an application in it, one by one. */
export function Neighbors({ application }: { application: string }) {
  const supervises = useSignedIn().roles.includes("SUPERVISOR");
  const { data } = useScreen(ApplicationNeighborsDocument, NO_VARIABLES, { pause: !supervises });
  const queue = data?.viewer?.supervisorDashboard?.queue.nodes ?? [];
  const place = queue.findIndex(({ id }) => id === application);
  const others = [...queue.slice(place + 1), ...queue.slice(0, Math.max(0, place))];
  const [next] = others;
  const before = others.length > 1 ? others.at(-1) : undefined;
  if (!supervises) return null;
  return (
    <ul class="actions beside not-printed" role="list">
      {before && (
        <li>
          <Link to={`/applications/${before.id}`}>Previous: {before.applicant.name}</Link>
        </li>
      )}
      {next && (
        <li>
          <Link to={`/applications/${next.id}`}>Next: {next.applicant.name}</Link>
        </li>
      )}
      <li>
        <Link to="/queue">Your queue</Link>
      </li>
    </ul>
  );
}
