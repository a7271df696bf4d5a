import { useEffect, useRef } from "preact/hooks";
import {
  ApplicationEffectDocument,
  type WholeApplicationFragment,
  WithdrawApplicationDocument,
} from "../../graph/generated/pages/applications/application";
import { useAction } from "../../graph/useAction";
import { useScreen } from "../../graph/useScreen";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import { roleWord } from "../../parts/words";

interface Props {
  id: string;
  application: WholeApplicationFragment;
  onCancel(): void;
}

/** What happens if it is taken back, and the last step. */
export function WithdrawPanel({ id, application, onCancel }: Props) {
  const { data } = useScreen(ApplicationEffectDocument, { id: application.id, only: ["WITHDRAW_APPLICATION"] });
  const withdraw = useAction(WithdrawApplicationDocument);
  const heading = useRef<HTMLHeadingElement>(null);
  const done = useRef(false);
  useEffect(() => {
    heading.current?.focus();
    return () => {
      if (done.current) document.querySelector<HTMLElement>("h1")?.focus();
    };
  }, []);
  const effect = data?.node?.__typename === "Application" ? data.node.viewerActions[0]?.effect : undefined;
  const role = roleWord(application.kind);
  const press = async () => {
    done.current = true; // the panel may be gone before the answer is read here
    const outcome = await withdraw.run({ application: application.id });
    done.current = outcome?.kind === "done";
  };
  return (
    <div id={id} class="panel" onKeyDown={(event) => event.key === "Escape" && onCancel()}>
      <h2 ref={heading} tabIndex={-1}>
        {application.state === "APPROVED" ? `Leave the program as a ${role}?` : `Withdraw your ${role} application?`}
      </h2>
      {effect && <p>{effect.message}</p>}
      {application.state !== "APPROVED" && <p>You can send it again later.</p>}
      <div class="actions">
        <Button look="secondary" working={withdraw.working} workingWords="Withdrawing..." onPress={press}>
          Yes, withdraw it
        </Button>
        <Button look="outline" onPress={onCancel}>
          Cancel
        </Button>
      </div>
      <Refusals outcome={withdraw.outcome} />
    </div>
  );
}
