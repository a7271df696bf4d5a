import { Page } from "../../app/Page";
import type { Parameters } from "../../app/routes";
import { OneResourceDocument, type OneResourceQuery } from "../../graph/generated/pages/resources/resources";
import { useScreen } from "../../graph/useScreen";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { NotFound } from "../wrong/NotFound";
import { Agreement } from "./Agreement";
import { useAnchor } from "./anchors";
import { OnThisPage } from "./OnThisPage";
import { Questions } from "./Questions";
import { Sections } from "./Sections";
import { Written } from "./Written";

const ABOVE = [{ to: "/resources", title: "Resources" }];
type Text = NonNullable<OneResourceQuery["resource"]>;

export default function ResourcePage({ slug = "" }: Parameters) {
  const screen = useScreen(OneResourceDocument, { slug });
  if (screen.data?.resource === null) return <NotFound />;
  return (
    <Page title={screen.data?.resource?.title ?? "Resources"} above={ABOVE} width="reading">
      <Shown screen={screen} what="the text">
        {({ resource }) => resource && <ResourceText key={resource.id} of={resource} />}
      </Shown>
    </Page>
  );
}

function ResourceText({ of: resource }: { of: Text }) {
  useAnchor(true);
  const { slug, introduction, sections, viewerActions } = resource;
  const text = (
    <>
      <Written blocks={introduction} />
      <OnThisPage slug={slug} sections={sections} />
      {slug === "questions" ? <Questions sections={sections} /> : <Sections of={sections} />}
    </>
  );
  return (
    <div class="markdown">
      {slug === "agreement" ? <Agreement>{text}</Agreement> : text}
      {viewerActions.some(({ allowed }) => allowed) && (
        <p class="not-printed">
          <Link to={`/office/resources/${slug}`}>Edit this text</Link>
        </p>
      )}
    </div>
  );
}
