import { placeOf } from "../../app/base";
import { cameFrom } from "../../app/navigating";
import { tell } from "../../app/telling";
import type { FilledInFragment } from "../../graph/generated/pages/apply/form";
import { dayOf } from "../../parts/dates";
import type { FormData } from "./answers";
import { missing, NO_PROBLEMS, type Problems, refusedOf, SUPERVISOR_FIELDS, tooMuch } from "./problems";
import { skillsOf } from "./skillsOf";
import type { ApplicationDraft } from "./useApplicationDraft";

interface Saving {
  data: FormData;
  application: FilledInFragment | null;
  draft: ApplicationDraft;
  onProblems(problems: Problems): void;
  /** Goes to the page that comes next. */
  onDone(place: string): void;
  /** Goes there after the question whether to leave without saving. */
  leave(place: string): void;
}

/** What Save and Close do: a draft is kept whatever it holds, an approved application has to be whole. */
export function useSaving({ data, application, draft, onProblems, onDone, leave }: Saving) {
  const form = data.viewer.applicationForm;
  const approved = application?.state === "APPROVED";
  const { choices } = skillsOf(form, application);
  const asked = { data, choices: [...choices.career, ...choices.soft], answers: draft.answers };
  const noSupervisor = !approved && !application?.supervisor && !form.supervisorEmail;

  const together = (...parts: Problems[]): Problems => ({
    errors: parts.flatMap(({ errors }) => errors),
    skills: parts.map(({ skills }) => skills).find((each) => each !== undefined),
  });

  const save = async () => {
    const lacking = missing(asked, noSupervisor);
    const unfit = approved ? together(lacking, tooMuch(asked)) : tooMuch(asked);
    if (unfit.errors.length) return onProblems(unfit);
    const outcome = await draft.store({ withSupervisor: !approved });
    if (outcome.kind === "done") {
      const id = outcome.payload.application?.id;
      if (lacking.errors.length) return onProblems({ ...lacking, note: "Your draft is kept." });
      onProblems(NO_PROBLEMS);
      if (approved) tell("Your changes are in. They count from now on.");
      return onDone(`/applications/${id}`);
    }
    if (outcome.kind === "refused") {
      if (outcome.refusals.some(({ code }) => code === "CHANGED_MEANWHILE")) return onProblems(NO_PROBLEMS);
      const refused = refusedOf(outcome, asked);
      const onlySupervisor = refused.errors.every(({ id }) => id !== undefined && SUPERVISOR_FIELDS.includes(id));
      const rest = onlySupervisor ? await draft.store({ withSupervisor: false }) : outcome;
      return onProblems(
        rest.kind === "done" ? { ...together(refused, lacking), note: "The rest of your draft is kept." } : refused,
      );
    }
    onProblems(refusedOf(outcome, asked));
  };

  const close = async () => {
    const back = cameFrom();
    const before = back && !placeOf(back).startsWith("/auth/") ? placeOf(back) : "/";
    if (approved) return leave(`/applications/${application.id}`);
    if (!draft.changed) return leave(before);
    const unfit = tooMuch(asked);
    if (unfit.errors.length) return onProblems(unfit);
    const outcome = await draft.store({ withSupervisor: false });
    if (outcome.kind !== "done") return onProblems(refusedOf(outcome, asked));
    const { applicationPeriod: period } = data;
    const by = period ? ` Send it by ${dayOf(period.closesAt)} to be in this quarter's matching.` : "";
    tell(`Your draft is kept.${by}`);
    leave(before);
  };

  return { save, close };
}
