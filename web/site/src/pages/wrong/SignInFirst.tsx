import { signInAddress } from "../../app/base";
import { Page } from "../../app/Page";

/** A page that is for people who are signed in. */
export function SignInFirst() {
  return (
    <Page title="Sign in to go on" width="reading">
      <p>This page is for you once you've signed in. You come back here.</p>
      <p>
        <a class="usa-button" href={signInAddress()}>
          Sign in
        </a>
      </p>
    </Page>
  );
}
