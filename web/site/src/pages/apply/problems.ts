import type { FieldError } from "../../forms/errors";
import { errorsOf } from "../../forms/errors";
import type { Outcome } from "../../graph/useAction";
import { count } from "../../parts/words";
import { chosenIn, type PickedSkill } from "../../skills/ranking";
import { skillErrorTarget } from "../../skills/SkillPicker";
import { wrongNumber } from "../../skills/sentences";
import type { Answers, FormData } from "./answers";

/** What is wrong with the form. `skills`: what the picker says of it, as its links lead to one of its buttons. */
export interface Problems {
  errors: readonly FieldError[];
  note?: string | undefined;
  skills?: string | undefined;
}

export const NO_PROBLEMS: Problems = { errors: [] };

export const SUPERVISOR_FIELDS = ["supervisorFirstName", "supervisorLastName", "supervisorEmail", "onExtendedLeave"];

interface Asked {
  data: FormData;
  choices: readonly PickedSkill[];
  answers: Answers;
}

const inOrder = (errors: (FieldError | undefined)[]) => errors.filter((each) => each !== undefined);
const about = (id: string | undefined, message: string): FieldError => (id ? { id, message } : { message });

/** What the server refuses to keep even in a draft. */
export function tooMuch({ data, choices, answers }: Asked): Problems {
  const { most, fewest, chosen } = numbersOf(data, answers);
  const over = [...answers.bio.trim()].length - data.limits.bio;
  const skills = chosen > most ? wrongNumber(chosen, fewest, most) : undefined;
  const errors = inOrder([
    over > 0 ? { id: "bio", message: `Your bio is ${count(over, "character", "characters")} too long.` } : undefined,
    skills ? about(skillErrorTarget(choices, answers.skills, most), skills) : undefined,
  ]);
  return { errors, skills };
}

/** The answers that are missing before it can be sent; the server checks it again. */
export function missing({ data, choices, answers }: Asked, asksSupervisor: boolean): Problems {
  const { most, fewest, chosen } = numbersOf(data, answers);
  const skills = wrongNumber(chosen, fewest, most);
  const errors = inOrder([
    asksSupervisor && !answers.supervisor.email.trim()
      ? { id: "supervisorFirstName", message: "Name the supervisor who decides about your application." }
      : undefined,
    answers.workingHours ? undefined : { id: "workingHours", message: "Choose your working hours." },
    answers.bio.trim() ? undefined : { id: "bio", message: "Write a short bio." },
    skills ? about(skillErrorTarget(choices, answers.skills, most), skills) : undefined,
  ]);
  return { errors, skills };
}

/** The server's refusals, each with its field. */
export function refusedOf(outcome: Outcome<unknown>, { data, choices, answers }: Asked): Problems {
  const target = skillErrorTarget(choices, answers.skills, data.viewer.applicationForm.mostSkills) ?? "skills";
  const fields = Object.fromEntries([...SUPERVISOR_FIELDS, "workingHours", "bio"].map((field) => [field, field]));
  const errors = errorsOf(outcome, { ...fields, careerSkills: target, softSkills: target, capacity: "capacity" });
  const skills = errors.filter(({ id }) => id === target).map(({ message }) => message);
  return { errors, skills: skills.length ? skills.join(" ") : undefined };
}

function numbersOf({ viewer }: FormData, { skills }: Answers) {
  const { fewestSkills: fewest, mostSkills: most } = viewer.applicationForm;
  return { fewest, most, chosen: chosenIn(skills) };
}
