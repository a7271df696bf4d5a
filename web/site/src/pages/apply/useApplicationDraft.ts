import { useEffect, useRef, useState } from "preact/hooks";
import { useKept } from "../../forms/kept";
import {
  type FilledInFragment,
  SaveApplicationDocument,
  StartApplicationDocument,
} from "../../graph/generated/pages/apply/form";
import { useNewest } from "../../graph/newest";
import { type Outcome, send } from "../../graph/useAction";
import { readAgain } from "../../graph/useScreen";
import { type Answers, answersOf, type FormData, inputOf, same } from "./answers";
import { asStored, type Base, type Draft, rebased } from "./draft";
import { useKeeping } from "./useKeeping";

type Stored = Outcome<{ application?: FilledInFragment | null }>;

export interface ApplicationDraft {
  answers: Answers;
  set(changed: Partial<Answers>): void;
  /** The application's id; null before the first Save. */
  id: string | null;
  changed: boolean;
  /** Whether the answers were typed before a reload or a new sign-in. */
  restored: boolean;
  /** Another window saved it since; null if none did. */
  theirs: Answers | null;
  takeTheirs(): void;
  keepMine(): void;
  /** Saves all; without the supervisor where that is half typed. */
  store(options: { withSupervisor: boolean }): Promise<Stored>;
  saving: boolean;
  keptAt: Date | null;
  problem: string | null;
}

/** The answers of one application: kept in this tab while they are typed, and as a draft on the server. */
export function useApplicationDraft(
  kind: "MENTOR" | "MENTEE",
  data: FormData,
  read: FilledInFragment | null,
): ApplicationDraft {
  const newest = useNewest(`application:${kind}:${data.viewer.id}`, read, (each) => each?.revision ?? null);
  const application = newest.known;
  const server: Base = {
    id: application?.id ?? null,
    revision: application?.revision ?? null,
    answers: answersOf(data, application),
  };
  const kept = useKept<Draft>(`application:${kind}:${application?.state === "APPROVED" ? "approved" : "draft"}`, {
    answers: server.answers,
    base: server,
  });
  const draft = useRef(kept.value);
  const [saving, setSaving] = useState(false);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const lastSent = useRef<Answers | null>(null);
  const update = (next: Draft) => {
    draft.current = next;
    kept.set(next);
    if (same(next.answers, next.base.answers)) kept.done();
  };
  const { answers, base } = draft.current;
  const changed = !same(answers, base.answers);
  const inStep = server.id === base.id && server.revision === base.revision;
  const known = [answers, lastSent.current].some((each) => same(asStored(server.answers), asStored(each)));
  const theirs = !saving && !inStep && changed && !known ? server.answers : null;

  useEffect(() => {
    if (saving || theirs) return;
    const next = rebased(draft.current, server, inStep);
    if (!same(next, draft.current)) update(next);
  });

  useEffect(() => {
    const again = () => readAgain(); // a draft's changes elsewhere are told by no stream
    addEventListener("focus", again);
    return () => removeEventListener("focus", again);
  }, []);

  const storeOnce = async ({ withSupervisor }: { withSupervisor: boolean }): Promise<Stored> => {
    const { answers: sent, base: from } = draft.current;
    const input = inputOf(sent, from.answers, { withSupervisor });
    lastSent.current = sent;
    setSaving(true);
    const outcome: Stored =
      from.id !== null && from.revision !== null
        ? await send(SaveApplicationDocument, { ...input, application: from.id, expectedRevision: from.revision })
        : await send(StartApplicationDocument, { ...input, kind });
    const saved = outcome.kind === "done" ? outcome.payload.application : null;
    if (outcome.kind === "refused") newest.refused();
    if (saved) {
      newest.saved(saved);
      const supervisor = answersOf(data, saved).supervisor;
      const now: Base = { id: saved.id, revision: saved.revision, answers: { ...sent, supervisor } };
      const typed = draft.current.answers;
      const asSent = withSupervisor && same(typed.supervisor, sent.supervisor);
      update({ answers: asSent ? { ...typed, supervisor } : typed, base: now });
    }
    setSaving(false);
    return outcome;
  };
  const store: ApplicationDraft["store"] = (options) => {
    const next = queue.current.then(() => storeOnce(options));
    queue.current = next.catch(() => undefined);
    return next;
  };
  const idle = application?.state !== "DRAFT" || theirs !== null;
  const keeping = useKeeping({ changed: changed && !idle, store: () => store({ withSupervisor: false }) });

  return {
    answers,
    set: (part) => update({ ...draft.current, answers: { ...draft.current.answers, ...part } }),
    id: base.id,
    changed,
    restored: kept.restored && changed,
    theirs,
    takeTheirs: () => update({ answers: server.answers, base: server }),
    keepMine: () => update({ ...draft.current, base: server }),
    store: async (options) => keeping.told(await store(options)),
    saving,
    keptAt: keeping.keptAt,
    problem: keeping.problem,
  };
}
