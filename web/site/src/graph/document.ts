import { gql, type TypedDocumentNode } from "@urql/core";

/** An operation of the site with the types of its answer and variables, as `codegen.mjs` writes it. */
export function document<Data, Variables>(text: string): TypedDocumentNode<Data, Variables> {
  return gql<Data, Variables & Record<string, unknown>>(text) as TypedDocumentNode<Data, Variables>;
}
