import type { FieldError } from "../../forms/errors";
import type { RunParametersFragment } from "../../graph/generated/pages/office/matching";

/** What is asked of a trial run, while it is typed. */
export interface TypedTrial {
  /** The run whose people are matched again; empty for the people as they are now. */
  base: string;
  listLength: string;
  hours: RunParametersFragment["workingHoursRule"];
  bonus: string;
  lists: string;
  mentorCap: string;
  menteeCap: string;
  menteeWeights: string;
  mentorWeights: string;
  seed: string;
}

/** The ids of the form's controls, by the last part of the path that a refusal names. */
export const TRIAL_IDS = {
  baseRun: "trial-base",
  listLength: "trial-length",
  workingHoursRule: "trial-hours",
  unmatchedBonusPercent: "trial-bonus",
  maxListsPerOpenPlace: "trial-lists",
  mentorCap: "trial-mentor-cap",
  menteeCap: "trial-mentee-cap",
  menteeWeights: "trial-mentee-weights",
  mentorWeights: "trial-mentor-weights",
  seed: "trial-seed",
};

/** The form as it is before anything is changed: with the parameters of the latest run. */
export function usualTrial(usual: RunParametersFragment | undefined): TypedTrial {
  return {
    base: "",
    listLength: String(usual?.listLength ?? 5),
    hours: usual?.workingHoursRule ?? "IGNORED",
    bonus: String(usual?.unmatchedBonusPercent ?? 0),
    lists: usual?.maxListsPerOpenPlace ? String(usual.maxListsPerOpenPlace) : "",
    mentorCap: usual?.mentorCap ? String(usual.mentorCap) : "",
    menteeCap: usual?.menteeCap ? String(usual.menteeCap) : "",
    menteeWeights: usual?.menteeWeights.join(", ") ?? "",
    mentorWeights: usual?.mentorWeights.join(", ") ?? "",
    seed: "",
  };
}

/** What is sent; or which of it is no number. Whether a number fits is the server's to say. */
export function trialInput(typed: TypedTrial) {
  const errors: FieldError[] = [];
  const number = (text: string, id: string): number | null => {
    if (text.trim() === "") return null;
    const value = Number(text);
    if (Number.isNaN(value)) errors.push({ id, message: "Enter a number." });
    return value;
  };
  const weights = (text: string, id: string): number[] | null => {
    if (text.trim() === "") return null;
    const values = text
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(Number);
    if (!values.every(Number.isInteger))
      errors.push({ id, message: "Enter six whole numbers with commas between them." });
    return values;
  };
  const parameters = {
    listLength: Number(typed.listLength),
    workingHoursRule: typed.hours,
    unmatchedBonusPercent: number(typed.bonus, TRIAL_IDS.unmatchedBonusPercent) ?? 0,
    maxListsPerOpenPlace: number(typed.lists, TRIAL_IDS.maxListsPerOpenPlace),
    mentorCap: number(typed.mentorCap, TRIAL_IDS.mentorCap),
    menteeCap: number(typed.menteeCap, TRIAL_IDS.menteeCap),
    menteeWeights: weights(typed.menteeWeights, TRIAL_IDS.menteeWeights),
    mentorWeights: weights(typed.mentorWeights, TRIAL_IDS.mentorWeights),
    seed: typed.seed.trim() || null,
  };
  if (!Number.isInteger(parameters.unmatchedBonusPercent) && errors.length === 0)
    errors.push({ id: TRIAL_IDS.unmatchedBonusPercent, message: "Enter a whole number." });
  return { errors, input: { baseRun: typed.base || null, parameters } };
}

/** The parameters of a trial run, to ask for the same again. */
export function askedAgain({
  listLength,
  menteeWeights,
  mentorWeights,
  maxListsPerOpenPlace,
  unmatchedBonusPercent,
  workingHoursRule,
  mentorCap,
  menteeCap,
  seed,
}: RunParametersFragment) {
  return {
    listLength,
    menteeWeights,
    mentorWeights,
    maxListsPerOpenPlace,
    unmatchedBonusPercent,
    workingHoursRule,
    mentorCap,
    menteeCap,
    seed,
  };
}
