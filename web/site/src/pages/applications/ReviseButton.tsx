import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { ReviseApplicationDocument } from "../../graph/generated/pages/applications/application";
import { useAction } from "../../graph/useAction";
import { Button } from "../../parts/Button";
import { Refusals } from "../../parts/Refusals";
import { roleWord } from "../../parts/words";

interface Props {
  application: { id: string; kind: "MENTOR" | "MENTEE" };
  words: "Change it and send it again" | "Apply again";
}

/** Makes a draft of a denied or withdrawn application, and opens its form (APP-9). */
export function ReviseButton({ application: { id, kind }, words }: Props) {
  const { route } = useLocation();
  const revise = useAction(ReviseApplicationDocument);
  const press = async () => {
    const outcome = await revise.run({ application: id });
    if (outcome?.kind === "done") route(at(`/be-a-${roleWord(kind)}/application`));
  };
  return (
    <>
      <Button working={revise.working} workingWords="Opening..." onPress={press}>
        {words}
      </Button>
      <Refusals outcome={revise.outcome} />
    </>
  );
}
