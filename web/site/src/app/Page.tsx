import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { ErrorSummary } from "../forms/ErrorSummary";
import type { FieldError } from "../forms/errors";
import { Breadcrumb, type Crumb } from "./Breadcrumb";
import { arrive } from "./navigating";

interface Props {
  /** The page's heading, and the beginning of its title. */
  title: string;
  /** The title where it says more than the heading: "Letters - Program office". */
  longTitle?: string;
  /** What waits, before the title: "(3) Your queue". */
  waiting?: number;
  /** What is wrong with the page's form, above the heading. */
  errors?: readonly FieldError[];
  /** What to know besides: "Your draft is kept." */
  errorNote?: string | undefined;
  /** The pages above this one, from Home on; only two levels down or more. */
  above?: readonly Crumb[];
  width?: "reading" | "list" | "wide";
  children: ComponentChildren;
}

const NO_ERRORS: readonly FieldError[] = [];

/** A page: its title, its one heading, which takes the focus when one comes by a link, and what is wrong with its form. */
export function Page({
  title,
  longTitle,
  waiting = 0,
  errors = NO_ERRORS,
  errorNote,
  above = [],
  width = "list",
  children,
}: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { path } = useLocation();
  const words = `${errors.length ? "Error: " : waiting ? `(${waiting}) ` : ""}${longTitle ?? title} - MOMENTS`;
  useLayoutEffect(() => {
    document.title = words;
  }, [words]);
  useLayoutEffect(() => {
    arrive(heading.current);
  }, [path]);
  return (
    <div class={`page page--${width}`}>
      {above.length > 0 && <Breadcrumb above={above} here={title} />}
      <ErrorSummary errors={errors} note={errorNote} />
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
