/** The parts of the schema that the cache needs, in few letters. */
export interface ShortSchema {
  roots: string[];
  objects: Record<string, string>;
  interfaces: Record<string, string>;
  unions: Record<string, string>;
  possible: Record<string, string>;
}

interface Root {
  name: string;
  kind: "OBJECT";
}

/** An introspection as the cache reads it. */
export interface Introspection {
  queryType: Root;
  mutationType: Root;
  subscriptionType: Root;
  types: readonly never[];
}

export function shorten(schema: Introspection): ShortSchema;
export function expand(short: ShortSchema): Introspection;
