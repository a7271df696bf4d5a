import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Alert } from "./Alert";
import { atFirstSign } from "./firstSign";
import { Loading } from "./Loading";

/**
 * A part that opens at a press. Its script is not among the page's first: it comes when somebody begins to use the page, so that
 * it is there by the press. Where it does not come, that is said in its place.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Part: ComponentType<Props> | undefined;
  const fetched = async () => {
    Part ??= await load();
  };
  atFirstSign(() => void fetched().catch(() => undefined)); // whoever opens it is told
  return function Later(props: Props) {
    const [failed, setFailed] = useState(false);
    const [, setThere] = useState(false);
    useEffect(() => {
      if (Part) return;
      fetched().then(
        () => setThere(true),
        () => setFailed(true),
      );
    }, []);
    if (Part) return <Part {...props} />;
    if (!failed) return <Loading what="this part" />;
    return (
      <Alert kind="error" slim>
        We couldn't load this part of the page. What you typed is kept. <a href={location.href}>Load the page again</a>
      </Alert>
    );
  };
}
