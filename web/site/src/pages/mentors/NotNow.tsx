import { Alert } from "../../parts/Alert";
import { Link } from "../../parts/Link";

/** Where to go when looking for a mentor is not open to somebody, by the code of the server's reason. */
const WAYS: Record<string, { to: string; title: string }> = {
  NOT_APPROVED_YET: { to: "/be-a-mentee", title: "Your mentee application" },
  MENTEE_AT_CAPACITY: { to: "/mentorships", title: "Your mentorships" },
};

export function WayOn({ code }: { code: string | null | undefined }) {
  const { to, title } = WAYS[code ?? ""] ?? { to: "/", title: "Home" };
  return (
    <Link to={to} class="usa-button">
      {title}
    </Link>
  );
}

/** Why the viewer can't look for a mentor now, in the server's words, and the way on. */
export function NotNow({ errors }: { errors: readonly { code: string; message: string }[] }) {
  return (
    <>
      <Alert kind="info" heading="Looking for a mentor isn't open to you right now">
        {errors.map(({ code, message }) => (
          <p key={code}>{message}</p>
        ))}
      </Alert>
      <p>
        <WayOn code={errors[0]?.code} />
      </p>
    </>
  );
}
