import { at } from "../../app/base";
import { readAgain } from "../../graph/useScreen";

/** What the server says of uploaded files or of an import: which one it is, or why it is none. */
export type Uploaded = { id: string } | { refusal: string };

const UNKNOWN = "We don't know yet if it went through. Look at the list of imports, and try again if it is not there.";

/** Sends both files to be checked. Nothing is imported yet. */
export function upload(employees: File, departments: File, signal: AbortSignal): Promise<Uploaded> {
  const body = new FormData();
  body.append("employees", employees);
  body.append("departments", departments);
  return post("/imports", { body, signal });
}

/** Makes the changes of a preview. */
export function apply(id: string): Promise<Uploaded> {
  return post(`/imports/${encodeURIComponent(id)}/apply`, {});
}

async function post(path: string, rest: RequestInit): Promise<Uploaded> {
  try {
    const answer = await fetch(at(path), { method: "POST", credentials: "same-origin", ...rest });
    const told: unknown = await answer.json().catch(() => null);
    readAgain();
    return read(told) ?? { refusal: answer.status === 413 ? "The files are too large." : UNKNOWN };
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return { refusal: "" };
    return { refusal: UNKNOWN };
  }
}

function read(told: unknown): Uploaded | null {
  if (typeof told !== "object" || told === null) return null;
  if ("id" in told && typeof told.id === "string") return { id: told.id };
  if (!("errors" in told) || !Array.isArray(told.errors)) return null;
  const [first]: { message?: unknown }[] = told.errors;
  return typeof first?.message === "string" ? { refusal: first.message } : null;
}
