import type { ApplicationFormPageQuery, FilledInFragment } from "../../graph/generated/pages/apply/form";
import type { Ranking } from "../../skills/ranking";

export type FormData = Omit<ApplicationFormPageQuery, "viewer"> & {
  viewer: NonNullable<ApplicationFormPageQuery["viewer"]>;
};

/** Whom the applicant names, as it is typed. */
export interface TypedSupervisor {
  firstName: string;
  lastName: string;
  email: string;
  onLeave: boolean;
}

/** What the applicant fills in, while it is typed. */
export interface Answers {
  workingHours: string;
  bio: string;
  skills: Ranking;
  supervisor: TypedSupervisor;
  /** Of a mentor; a mentee is not asked. */
  available: boolean;
  capacity: number;
}

/** What the server has; without an application, what the directory fills in. */
export function answersOf({ limits, viewer }: FormData, application: FilledInFragment | null): Answers {
  const { applicationForm: form, participant } = viewer;
  const named = application?.supervisor?.person;
  return {
    workingHours: application?.workingHours?.id ?? "",
    bio: application?.bio ?? "",
    skills: {
      career: application?.skills.career.map(({ skill }) => skill.id) ?? [],
      soft: application?.skills.soft.map(({ skill }) => skill.id) ?? [],
    },
    supervisor: {
      firstName: named?.firstName ?? form.supervisorFirstName ?? "",
      lastName: named?.lastName ?? form.supervisorLastName ?? "",
      email: named?.email ?? form.supervisorEmail ?? "",
      onLeave: false,
    },
    available: participant.available ?? true,
    capacity: participant.capacity ?? limits.mostMentees,
  };
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The parts in which two differ, in words. */
export function differences(one: Answers, other: Answers): string[] {
  const words: [keyof Answers, string][] = [
    ["workingHours", "working hours"],
    ["bio", "bio"],
    ["skills", "skills"],
    ["supervisor", "supervisor"],
    ["available", "availability"],
    ["capacity", "number of mentees"],
  ];
  return words.filter(([part]) => !same(one[part], other[part])).map(([, word]) => word);
}

/** The mutation's input. The supervisor is left as it is unless it differs from `base`, or is left out. */
export function inputOf(answers: Answers, base: Answers, { withSupervisor }: { withSupervisor: boolean }) {
  const { supervisor } = answers;
  const names = withSupervisor && !same(supervisor, base.supervisor);
  return {
    bio: answers.bio || null,
    workingHours: answers.workingHours || null,
    careerSkills: [...answers.skills.career],
    softSkills: [...answers.skills.soft],
    supervisorFirstName: names ? supervisor.firstName : null,
    supervisorLastName: names ? supervisor.lastName : null,
    supervisorEmail: names ? supervisor.email : null,
    onExtendedLeave: names && supervisor.onLeave,
    available: answers.available === base.available ? null : answers.available,
    capacity: answers.capacity === base.capacity ? null : answers.capacity,
  };
}
