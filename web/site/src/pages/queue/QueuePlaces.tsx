import { Link } from "../../parts/Link";

interface Props {
  label: string;
  here: string;
  places: readonly { to: string; title: string; waiting?: number | undefined }[];
}

/** The pages of one place, each with its own address. */
export function QueuePlaces({ label, here, places }: Props) {
  return (
    <nav aria-label={label}>
      <ul class="places" role="list">
        {places.map(({ to, title, waiting }) => (
          <li key={to}>
            <Link to={to} aria-current={to.split("?")[0] === here ? "page" : undefined}>
              {title}
              {waiting !== undefined && ` ${waiting.toLocaleString("en-US")}`}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The pages of a supervisor's queue. */
export function SupervisorPlaces({ here, waiting }: { here: string; waiting?: number | undefined }) {
  return (
    <QueuePlaces
      label="Your queue"
      here={here}
      places={[
        { to: "/queue", title: "Waiting", waiting },
        { to: "/queue/decided", title: "Decided" },
        { to: "/queue/team", title: "Your team" },
      ]}
    />
  );
}
