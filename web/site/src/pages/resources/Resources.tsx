import { Page } from "../../app/Page";
import { ResourcesDocument } from "../../graph/generated/pages/resources/resources";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { useAnchor } from "./anchors";
import { Contacts } from "./Contacts";
import { Runs } from "./Written";

const NO_VARIABLES = {};

export default function ResourcesPage() {
  const screen = useScreen(ResourcesDocument, NO_VARIABLES);
  useAnchor(!screen.waiting);
  return (
    <Page title="Resources" width="reading">
      <Shown screen={screen} what="the resources">
        {({ resources }) => (
          <ul class="rows" role="list">
            {resources.nodes.map(({ id, slug, title, introduction }) => (
              <li key={id} class="row">
                <h2>
                  <Link to={`/resources/${slug}`}>{title}</Link>
                </h2>
                <p>
                  <Runs of={introduction[0]?.text ?? []} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </Shown>
      <Contacts />
    </Page>
  );
}
