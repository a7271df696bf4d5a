import { OfficeResourcesDocument } from "../../graph/generated/pages/office/resources";
import { useScreen } from "../../graph/useScreen";
import { DateTime } from "../../parts/DateTime";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { OfficePage } from "./OfficePage";

const NO_VARIABLES = {};

export default function EditedResourcesPage() {
  const screen = useScreen(OfficeResourcesDocument, NO_VARIABLES);
  return (
    <OfficePage title="Resources">
      <p>These texts are on the site for everybody. What you save is there at once, and each older version is kept.</p>
      <Shown screen={screen} what="the texts">
        {({ resources }) => (
          <ul class="rows" role="list">
            {resources.nodes.map(({ id, slug, title, version, updatedAt }) => (
              <li key={id} class="row">
                <h2>
                  <Link to={`/office/resources/${slug}`}>{title}</Link>
                </h2>
                <p class="quiet">
                  {updatedAt ? (
                    <>
                      Version {version}, saved <DateTime value={updatedAt} as="both" />
                    </>
                  ) : (
                    "As it came with MOMENTS"
                  )}
                </p>
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </OfficePage>
  );
}
