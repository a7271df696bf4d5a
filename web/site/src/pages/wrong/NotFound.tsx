import { Page } from "../../app/Page";
import { Link } from "../../parts/Link";

/** An address that is no page of the site. */
export function NotFound() {
  return (
    <Page title="We can't find that page" width="reading">
      <p>Check the address, or start from Home.</p>
      <p>
        <Link to="/" class="usa-button">
          Home
        </Link>
      </p>
    </Page>
  );
}
