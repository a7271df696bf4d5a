import { useEffect, useRef } from "preact/hooks";
import { PreviewResourceDocument } from "../../graph/generated/pages/office/resources";
import { useScreen } from "../../graph/useScreen";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { Shown } from "../../parts/Shown";
import { Sections } from "../resources/Sections";
import { Written } from "../resources/Written";

/** The text as it would be on the site, with what would keep it from being saved. */
export function ResourcePreview({ markdown, onClose }: { markdown: string; onClose: () => void }) {
  const screen = useScreen(PreviewResourceDocument, { markdown });
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [markdown]);
  return (
    <section class="panel" aria-labelledby="preview">
      <h2 id="preview" ref={heading} tabIndex={-1}>
        Preview
      </h2>
      <Shown screen={screen} what="the preview" part>
        {({ previewResource: shown }) =>
          shown && (
            <>
              {shown.errors.length > 0 && (
                <Alert kind="warning">
                  This text can't be saved yet.
                  <ul class="usa-list">
                    {shown.errors.map(({ message }) => (
                      <li key={message}>{message}</li>
                    ))}
                  </ul>
                </Alert>
              )}
              <div class="markdown">
                <p>
                  <strong>{shown.title}</strong>
                </p>
                <Written blocks={shown.introduction} />
                <Sections of={shown.sections} below={1} />
              </div>
            </>
          )
        }
      </Shown>
      <div class="actions">
        <Button look="outline" onPress={onClose}>
          Close the preview
        </Button>
      </div>
    </section>
  );
}
