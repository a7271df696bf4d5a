import { useQuery } from "@urql/preact";
import { ContactDocument } from "../graph/generated/app/contact";

/** How to reach the program office; undefined until it is known. */
export function useProgramContact(): { email: string; telephone: string } | undefined {
  const [{ data }] = useQuery({ query: ContactDocument, variables: {}, requestPolicy: "cache-first" });
  return data?.program;
}
