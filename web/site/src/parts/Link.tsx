import type { ComponentChildren } from "preact";
import { at } from "../app/base";

interface Props {
  /** A place of the site, such as `/search?order=NAME`. */
  to: string;
  class?: string | undefined;
  id?: string | undefined;
  "aria-current"?: "page" | "true" | undefined;
  "aria-label"?: string | undefined;
  "aria-describedby"?: string | undefined;
  onClick?: (event: MouseEvent) => void;
  children: ComponentChildren;
}

/** A link to a place of the site, which opens without loading the page anew. */
export function Link({ to, children, ...rest }: Props) {
  return (
    <a {...rest} href={at(to)}>
      {children}
    </a>
  );
}
