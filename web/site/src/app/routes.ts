import type { ComponentType } from "preact";

/** A page's parameters, such as `id` of `/requests/:id`. */
export interface Parameters {
  id?: string;
  slug?: string;
}

/** An address of the site and its page. Emails lead to some of these: what they lead to stays. */
export interface Route {
  path: string;
  load(): Promise<{ default: ComponentType<Parameters> }>;
  /** Shown to everybody; the others ask to sign in first. */
  anybody?: boolean;
}

export const routes: readonly Route[] = [
  { path: "/", load: () => import("../pages/home/Start"), anybody: true },
  { path: "/be-a-mentor", load: () => import("../pages/apply/BeAMentor"), anybody: true },
  { path: "/be-a-mentee", load: () => import("../pages/apply/BeAMentee"), anybody: true },
  { path: "/be-a-mentor/application", load: () => import("../pages/apply/MentorForm") },
  { path: "/be-a-mentee/application", load: () => import("../pages/apply/MenteeForm") },
  { path: "/applications/:id", load: () => import("../pages/applications/Application") },
  { path: "/applications/:id/edit", load: () => import("../pages/applications/EditApplication") },
  { path: "/suggestions", load: () => import("../pages/suggestions/Suggestions") },
  { path: "/search", load: () => import("../pages/search/Search") },
  { path: "/mentors/:id", load: () => import("../pages/mentors/Mentor") },
  { path: "/requests", load: () => import("../pages/requests/Requests") },
  { path: "/requests/:id", load: () => import("../pages/requests/Request") },
  { path: "/mentorships", load: () => import("../pages/mentorships/Mentorships") },
  { path: "/mentorships/:id", load: () => import("../pages/mentorships/Mentorship") },
  { path: "/mentorships/:id/agreement", load: () => import("../pages/mentorships/Agreement") },
  { path: "/mentorships/:id/end", load: () => import("../pages/mentorships/EndMentorship") },
  { path: "/mentorships/:id/meetings/new", load: () => import("../pages/meetings/NewMeeting") },
  { path: "/mentorships/:id/meetings/log", load: () => import("../pages/meetings/LogMeeting") },
  { path: "/meetings/:id", load: () => import("../pages/meetings/Meeting") },
  { path: "/hours", load: () => import("../pages/hours/Hours") },
  { path: "/survey/:id", load: () => import("../pages/surveys/Survey") },
  { path: "/settings", load: () => import("../pages/settings/Settings") },
  { path: "/reminders", load: () => import("../pages/settings/Reminders") },
  { path: "/queue", load: () => import("../pages/queue/Queue") },
  { path: "/queue/decided", load: () => import("../pages/queue/Decided") },
  { path: "/queue/decide", load: () => import("../pages/queue/DecideSeveral") },
  { path: "/queue/team", load: () => import("../pages/queue/Team") },
  { path: "/department", load: () => import("../pages/department/Department") },
  { path: "/department/decide", load: () => import("../pages/department/DecideSeveral") },
  { path: "/department/decided", load: () => import("../pages/department/Decided") },
  { path: "/department/administrators", load: () => import("../pages/department/Administrators") },
  { path: "/department/participation", load: () => import("../pages/department/Participation") },
  { path: "/office", load: () => import("../pages/office/Overview") },
  { path: "/office/cycle", load: () => import("../pages/office/Cycle") },
  { path: "/office/matching", load: () => import("../pages/office/Matching") },
  { path: "/office/matching/:id", load: () => import("../pages/office/MatchingRun") },
  { path: "/office/shortage", load: () => import("../pages/office/Shortage") },
  { path: "/office/people", load: () => import("../pages/office/People") },
  { path: "/office/people/:id", load: () => import("../pages/office/Person") },
  { path: "/office/applications", load: () => import("../pages/office/Applications") },
  { path: "/office/mentorships", load: () => import("../pages/office/Mentorships") },
  { path: "/office/follow-ups", load: () => import("../pages/office/FollowUps") },
  { path: "/office/results", load: () => import("../pages/office/Results") },
  { path: "/office/surveys", load: () => import("../pages/office/SurveyAnswers") },
  { path: "/office/surveys/:id", load: () => import("../pages/office/SurveyAnswer") },
  { path: "/office/emails", load: () => import("../pages/office/Emails") },
  { path: "/office/imports", load: () => import("../pages/office/Imports") },
  { path: "/office/imports/:id", load: () => import("../pages/office/Import") },
  { path: "/office/resources", load: () => import("../pages/office/EditedResources") },
  { path: "/office/resources/:slug", load: () => import("../pages/office/EditResource") },
  { path: "/office/skills", load: () => import("../pages/office/Skills") },
  { path: "/office/holidays", load: () => import("../pages/office/Holidays") },
  { path: "/office/survey-choices", load: () => import("../pages/office/SurveyChoices") },
  { path: "/office/administrators", load: () => import("../pages/office/Administrators") },
  { path: "/office/members", load: () => import("../pages/office/OfficeMembers") },
  { path: "/office/audit", load: () => import("../pages/office/Audit") },
  { path: "/office/reads", load: () => import("../pages/office/PrivateReads") },
  { path: "/resources", load: () => import("../pages/resources/Resources"), anybody: true },
  { path: "/resources/:slug", load: () => import("../pages/resources/Resource"), anybody: true },
];
