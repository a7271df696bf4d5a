import { useState } from "preact/hooks";
import { sayNow } from "../live/announcer";
import { Button } from "./Button";

/** Copies what somebody wrote and could not send. `children`: "Copy your note". */
export function CopyButton({ text, children }: { text: string; children: string }) {
  const [copied, setCopied] = useState<boolean>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      sayNow("Copied.");
    } catch {
      setCopied(false);
    }
  };
  return (
    <>
      <Button look="outline" onPress={copy}>
        {children}
      </Button>
      {copied && <span>Copied.</span>}
      {copied === false && <span role="alert">Your browser doesn't let us copy. Select the text instead.</span>}
    </>
  );
}
