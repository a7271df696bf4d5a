import { useRef, useState } from "preact/hooks";
import { errorFor, errorsOf } from "../../forms/errors";
import { useKept } from "../../forms/kept";
import { TextArea } from "../../forms/TextArea";
import { type OfficeResourceQuery, ReviseResourceDocument } from "../../graph/generated/pages/office/resources";
import { useNewest } from "../../graph/newest";
import { useAction } from "../../graph/useAction";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { movingFocus } from "../../parts/focus";
import { Link } from "../../parts/Link";
import { MarkdownHelp } from "./MarkdownHelp";
import { OfficePage } from "./OfficePage";
import { ResourceChanged } from "./ResourceChanged";
import { ResourceHistory } from "./ResourceHistory";
import { ResourcePreview } from "./ResourcePreview";

export const RESOURCES = { to: "/office/resources", title: "Resources" };
const CONTROLS = { markdown: "text" };
type Resource = NonNullable<OfficeResourceQuery["resource"]>;

/** What was typed, and over which version. */
interface Draft {
  markdown: string;
  version: number;
}

/** A text in Markdown: to change, to look at as it will be, to save, and its older versions. */
export function ResourceEditor({ resource: read, limit }: { resource: Resource; limit: number }) {
  const newest = useNewest(`resource:${read.id}`, read, ({ version: latest }) => latest);
  const resource = newest.known;
  const typed = useKept<Draft | null>(`resource:${resource.slug}`, null);
  const { markdown, version } = typed.value ?? resource;
  const [previewed, preview] = useState<string>();
  const [saved, setSaved] = useState<number>();
  const done = useRef<HTMLDivElement>(null);
  const revise = useAction(ReviseResourceDocument);
  const errors = errorsOf(revise.outcome, CONTROLS);
  const write = (text: string, over = version) => {
    setSaved(undefined);
    typed.set({ markdown: text, version: over });
  };
  const discard = () => {
    typed.set(null);
    typed.done();
    revise.clear();
  };
  const keepMine = (over: number) => {
    write(markdown, over);
    revise.clear();
    document.getElementById("text")?.focus();
  };
  const save = async () => {
    const focus = movingFocus();
    const answer = await revise.run({ resource: resource.id, markdown, expectedVersion: version });
    if (answer?.kind === "refused") newest.refused();
    const there = answer?.kind === "done" ? answer.payload.resource : null;
    if (!there) return;
    newest.saved({ ...resource, ...there });
    const now = typed.now();
    if (now && now.markdown !== markdown) typed.set({ ...now, version: there.version });
    else discard();
    preview(undefined);
    setSaved(there.version);
    focus(() => done.current);
  };
  const { outcome } = revise;
  const refusals = outcome?.kind === "refused" ? outcome.payload?.errors : undefined;
  const there = refusals?.find((error) => error.__typename === "ResourceChangedError")?.resource;
  return (
    <OfficePage title={`Edit “${resource.title}”`} above={RESOURCES} errors={errors}>
      {saved !== undefined && (
        <Alert kind="success" slim focusable={done}>
          Version {saved} is on the site now. <Link to={`/resources/${resource.slug}`}>Look at it</Link>
        </Alert>
      )}
      {typed.restored && typed.value && (
        <Alert kind="info" slim>
          We kept what you typed.
        </Alert>
      )}
      {there && <ResourceChanged there={there} onUse={discard} onKeep={() => keepMine(there.version)} />}
      <TextArea
        id="text"
        label="Text"
        hint={<MarkdownHelp limit={limit} />}
        error={errorFor(errors, "text")}
        value={markdown}
        onValue={(text) => write(text)}
        limit={limit}
        rows={24}
      />
      <div class="actions">
        <Button working={revise.working} workingWords="Saving..." onPress={save}>
          Save
        </Button>
        <Button look="outline" onPress={() => preview(markdown)}>
          Preview
        </Button>
        {typed.value && (
          <Button look="unstyled" onPress={discard}>
            Discard what I typed
          </Button>
        )}
      </div>
      {previewed !== undefined && <ResourcePreview markdown={previewed} onClose={() => preview(undefined)} />}
      <ResourceHistory
        of={resource}
        onUse={(text) => {
          write(text, resource.version);
          document.getElementById("text")?.focus();
        }}
      />
    </OfficePage>
  );
}
