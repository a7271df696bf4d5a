import { useEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useSignal } from "../graph/signal";
import { Alert } from "../parts/Alert";
import { Button } from "../parts/Button";
import { told } from "./telling";

/** What was just done, until it is dismissed or the page after it is left. */
export function Told() {
  const sentence = useSignal(told);
  const { path } = useLocation();
  const toldAt = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (toldAt.current !== undefined && toldAt.current !== path) told.set(null);
    toldAt.current = told.get() === null ? undefined : path;
  }, [path, sentence]);
  if (sentence === null) return null;
  return (
    <Alert kind="success" slim>
      {sentence}{" "}
      <Button look="unstyled" onPress={() => told.set(null)}>
        Dismiss
      </Button>
    </Alert>
  );
}
