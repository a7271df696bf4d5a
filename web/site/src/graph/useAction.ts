import type { CombinedError, TypedDocumentNode } from "@urql/core";
import { useRef, useState } from "preact/hooks";
import { forget, keep, kept } from "../forms/kept";
import { count } from "../parts/words";
import { client, codesOf, isSignedOut, waitOf } from "./client";
import { status } from "./status";
import { readAgain } from "./useScreen";

/** Why a mutation did nothing: the server's own sentence. `field` is the path of the wrong input, as `["input", "bio"]`. */
export interface Refusal {
  __typename?: string;
  code: string;
  message: string;
  field?: string[] | null;
  rule?: string | null;
}

/** What became of a request: done, refused for reasons, or not known. */
export type Outcome<Payload> =
  | { kind: "done"; payload: Payload }
  | { kind: "refused"; payload: Payload | null; refusals: Refusal[] }
  | { kind: "failed"; sentence: string; mayHaveHappened: boolean };

interface Refusing {
  errors: Refusal[];
}

interface Keyed {
  input: { idempotencyKey?: string | null | undefined };
}

export interface Action<Input, Payload> {
  /** Sends it. While one is on its way, further presses do nothing. */
  run(input: Omit<Input, "idempotencyKey">): Promise<Outcome<Payload> | undefined>;
  working: boolean;
  /** Of the last answer; undefined before the first and while the next is on its way. */
  outcome: Outcome<Payload> | undefined;
  /** The refusals of the last answer, or none. */
  refusals: Refusal[];
  /** Takes the last answer away, as when a panel is closed. */
  clear(): void;
}

const SIGNED_OUT = {
  kind: "failed",
  sentence: "You're signed out. What you typed is still here.",
  mayHaveHappened: false,
} as const;

type PayloadOf<Data> = Extract<Data[keyof Data], Refusing>;

/** A mutation with an idempotency key: pressed again, reloaded or signed in again, the same input has the same key. */
export function useAction<Data, Variables extends Keyed>(
  mutation: TypedDocumentNode<Data, Variables>,
): Action<Variables["input"], PayloadOf<Data>> {
  const [working, setWorking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome<PayloadOf<Data>>>();
  const busy = useRef(false);
  return {
    working,
    outcome,
    refusals: outcome?.kind === "refused" ? outcome.refusals : [],
    clear: () => setOutcome(undefined),
    async run(input) {
      if (busy.current) return undefined;
      busy.current = true;
      setWorking(true);
      setOutcome(undefined);
      try {
        const answer = await send(mutation, input);
        setOutcome(answer);
        return answer;
      } finally {
        busy.current = false;
        setWorking(false);
      }
    },
  };
}

/** Sends a mutation once; what is shown is read again after it. */
export async function send<Data, Variables extends Keyed>(
  mutation: TypedDocumentNode<Data, Variables>,
  input: Omit<Variables["input"], "idempotencyKey">,
): Promise<Outcome<PayloadOf<Data>>> {
  if (status.signedOut.get()) return SIGNED_OUT; // somebody else may be signed in by now, in another window
  const place = `key:${digest(`${mutation.definitions.map(nameOf).join()} ${JSON.stringify(input)}`)}`;
  const idempotencyKey = kept(place) ?? crypto.randomUUID();
  keep(place, idempotencyKey);
  const result = await client
    .mutation(mutation, { input: { ...input, idempotencyKey } } as unknown as Variables)
    .toPromise();
  const payload = result.data ? (Object.values(result.data as object)[0] as PayloadOf<Data>) : null;
  if (result.error || !payload) return failed(result.error);
  forget(place);
  readAgain();
  return payload.errors.length ? { kind: "refused", payload, refusals: payload.errors } : { kind: "done", payload };
}

function nameOf(definition: object): string {
  return (definition as { name?: { value: string } }).name?.value ?? "";
}

function digest(text: string): string {
  let hash = 0xcbf29ce484222325n; // FNV-1a, 64 bits: only this tab's own inputs are told apart by it
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(36);
}

function failed(error: CombinedError | undefined): Outcome<never> {
  if (error && isSignedOut(error)) return SIGNED_OUT;
  const seconds = error && waitOf(error);
  if (seconds !== undefined) {
    const sentence = `That was a lot at once. Try again in ${count(seconds, "second", "seconds")}.`;
    return { kind: "failed", sentence, mayHaveHappened: false };
  }
  if (error?.networkError) {
    const sentence = navigator.onLine
      ? "We don't know yet if it went through. Try again: nothing is done twice."
      : "You're offline. Nothing was sent. Try again when you're back.";
    return { kind: "failed", sentence, mayHaveHappened: navigator.onLine };
  }
  const [first] = error?.graphQLErrors ?? [];
  const number = first?.extensions?.errorId;
  if (first && !(error && codesOf(error).includes("INTERNAL_SERVER_ERROR"))) {
    return { kind: "failed", sentence: first.message, mayHaveHappened: false };
  }
  const told = typeof number === "string" ? ` If it goes on, give the program office this number: ${number}.` : "";
  const sentence = `We're sorry. Something went wrong on our side, and we don't know if it went through. Try again.${told}`;
  return { kind: "failed", sentence, mayHaveHappened: true };
}
