import { Page } from "../../app/Page";
import { signOut } from "../../app/signOut";
import { useViewer } from "../../app/viewer";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";

/** A thing that is gone, or is not for this person: which of the two is not told. */
export function NotForYou() {
  const viewer = useViewer();
  return (
    <Page title="You can't open this page" width="reading">
      <p>It may be gone, or it may be for somebody else.{viewer && ` You're signed in as ${viewer.person.name}.`}</p>
      <p>
        <Link to="/" class="usa-button">
          Home
        </Link>
      </p>
      {viewer && (
        <p>
          Signed in as the wrong person?{" "}
          <Button look="unstyled" onPress={signOut}>
            Sign out
          </Button>
        </p>
      )}
    </Page>
  );
}
