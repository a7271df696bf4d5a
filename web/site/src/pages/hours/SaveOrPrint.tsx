import { useState } from "preact/hooks";
import { Alert } from "../../parts/Alert";
import { Button } from "../../parts/Button";
import { download } from "./download";
import type { Period } from "./period";

export function SaveOrPrint({ period }: { period: Period }) {
  const [working, setWorking] = useState(false);
  const [failed, setFailed] = useState(false);
  const save = async () => {
    setWorking(true);
    setFailed(!(await download(period)));
    setWorking(false);
  };
  return (
    <>
      <p class="actions">
        <Button onPress={() => print()}>Print</Button>
        <Button look="outline" onPress={save} working={working} workingWords="Reading...">
          Download CSV
        </Button>
      </p>
      {failed && (
        <div role="alert">
          <Alert kind="error" slim>
            We couldn't read all of your meetings. Try again.
          </Alert>
        </div>
      )}
    </>
  );
}
