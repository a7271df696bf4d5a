import { forgetAll } from "../forms/kept";
import { at } from "./base";

/** Ends the sign-in here and at the provider, and removes what was typed in this tab. */
export async function signOut(): Promise<void> {
  forgetAll();
  const answer = await fetch(at("/auth/logout"), { method: "POST", credentials: "same-origin" });
  const { location: next } = answer.ok ? ((await answer.json()) as { location?: string }) : {};
  location.assign(next ?? at("/"));
}
