import { Button } from "../../parts/Button";
import type { Waiting } from "./words";

interface Props {
  application: Pick<Waiting, "supervisor">;
  ground: string;
  onChange?: (() => void) | undefined;
}

/** In lieu of whom an administrator decides, and why; the supervisor reads it. */
export function InLieuOf({ application: { supervisor }, ground, onChange }: Props) {
  return (
    <p>
      In lieu of {supervisor?.person.name ?? "the supervisor"}: {ground}{" "}
      {onChange && (
        <Button look="unstyled" about="the reason" onPress={onChange}>
          Change
        </Button>
      )}
    </p>
  );
}
