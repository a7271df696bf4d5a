import { type Answers, same } from "./answers";

/** What the server had when the answers were last in step with it. */
export interface Base {
  id: string | null;
  revision: number | null;
  answers: Answers;
}

export interface Draft {
  answers: Answers;
  base: Base;
}

/** The draft on what the server has now: answers that were not changed here become the server's. */
export function rebased({ answers, base }: Draft, server: Base, inStep: boolean): Draft {
  const now = <Part extends keyof Answers>(part: Part): Answers[Part] =>
    same(answers[part], base.answers[part]) ? server.answers[part] : answers[part];
  const rest = { supervisor: now("supervisor"), available: now("available"), capacity: now("capacity") };
  if (inStep) {
    const { workingHours, bio, skills } = base.answers; // as they were sent: the server takes spaces off, typing goes on
    return {
      answers: { ...answers, ...rest },
      base: { ...server, answers: { ...server.answers, workingHours, bio, skills } },
    };
  }
  const own = { workingHours: now("workingHours"), bio: now("bio"), skills: now("skills") };
  return { answers: { ...own, ...rest }, base: server };
}

/** As the server would have it; the supervisor apart, who may have been left out. */
export function asStored(answers: Answers | null) {
  return answers && { ...answers, bio: answers.bio.trim(), supervisor: null };
}
