import type {
  FuturePlans,
  SkillsWorkedOn,
  SurveyEnding,
  SurveyPageQuery,
} from "../../graph/generated/pages/surveys/survey";

export type OneSurvey = Extract<NonNullable<SurveyPageQuery["node"]>, { __typename: "Survey" }>;

/** The answers while they are chosen and typed; empty where a question is left open. */
export interface Answers {
  howOften: string;
  howMet: string;
  skillsWorkedOn: SkillsWorkedOn[];
  gainedAccess: "" | "YES" | "NO";
  ending: "" | SurveyEnding;
  rating: string;
  developmentImproved: "" | "YES" | "NO";
  plans: "" | FuturePlans;
  comments: string;
  contactMe: boolean;
}

/** No question is answered for anybody: who leaves all of them open is told so (SUR-2). */
export function noAnswers(): Answers {
  return {
    howOften: "",
    howMet: "",
    skillsWorkedOn: [],
    gainedAccess: "",
    ending: "",
    rating: "",
    developmentImproved: "",
    plans: "",
    comments: "",
    contactMe: false,
  };
}

const truth = { "": null, YES: true, NO: false } as const;

/** What is sent: null where a question is left open. */
export function inputOf(answers: Answers) {
  return {
    howOften: answers.howOften || null,
    howMet: answers.howMet || null,
    skillsWorkedOn: answers.skillsWorkedOn,
    gainedAccess: truth[answers.gainedAccess],
    ending: answers.ending || null,
    rating: answers.rating || null,
    developmentImproved: truth[answers.developmentImproved],
    plans: answers.plans || null,
    comments: answers.comments.trim() || null,
    contactMe: answers.contactMe,
  };
}

export const YES_NO = [
  { value: "YES", label: "Yes" },
  { value: "NO", label: "No" },
];
export const PLANS = [...YES_NO, { value: "UNDECIDED", label: "Undecided" }];
export const ENDINGS = [
  { value: "COMPLETED", label: "Completed at an agreed end date" },
  { value: "DISCONTINUED", label: "Discontinued" },
];
export const SKILLS = [
  { value: "SOFT_SKILLS", label: "Soft skills" },
  { value: "CAREER_DEVELOPMENT", label: "Career development" },
];

interface Question {
  name: keyof Answers;
  label: string;
  choices: readonly { value: string; label: string }[];
}

/** The questions of a side with one answer each, before the conduct notice and after it. */
export function questionsOf(role: "MENTOR" | "MENTEE", { surveyChoices }: SurveyPageQuery): [Question[], Question[]] {
  const listed = (question: string) =>
    (surveyChoices.find((each) => each.question === question)?.choices ?? []).map((label) => ({ value: label, label }));
  const mentor = role === "MENTOR";
  const other = mentor ? "mentee" : "mentor";
  const about: (Question | false)[] = [
    { name: "howOften", label: `How often did you meet with your ${other}?`, choices: listed("HOW_OFTEN") },
    mentor && { name: "howMet", label: "How did you meet?", choices: listed("HOW_MET") },
    !mentor && {
      name: "gainedAccess",
      label: "Did you get access to tools or resources you did not have before?",
      choices: YES_NO,
    },
    mentor && { name: "ending", label: "Was the mentorship completed or discontinued?", choices: ENDINGS },
  ];
  const program: Question[] = [
    { name: "rating", label: "How would you rate your overall experience with MOMENTS?", choices: listed("RATING") },
    {
      name: "developmentImproved",
      label: "Has the quality of your professional development improved?",
      choices: YES_NO,
    },
    { name: "plans", label: "Do you plan to explore other opportunities through MOMENTS?", choices: PLANS },
  ];
  return [about.filter((each) => each !== false), program];
}
