import { Alert } from "../../parts/Alert";
import { Link } from "../../parts/Link";

/** Why the mentor can't accept now, in the server's words, with the way to change it where there is one. */
export function CannotAccept({ code, reason }: { code: string | null | undefined; reason: string | null | undefined }) {
  return (
    <Alert kind="info" slim>
      {reason ?? "You can't accept this request now."}{" "}
      {code === "MENTOR_AT_CAPACITY" && <Link to="/settings">Change how many mentees you take</Link>}
    </Alert>
  );
}
