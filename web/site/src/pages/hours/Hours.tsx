import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Page } from "../../app/Page";
import type { FieldError } from "../../forms/errors";
import { HoursDocument } from "../../graph/generated/pages/hours/hours";
import { useScreen } from "../../graph/useScreen";
import { Shown } from "../../parts/Shown";
import { PeriodForm } from "./PeriodForm";
import { periodOf } from "./period";
import { Statement } from "./Statement";

/** A page to show to one's department, which decides what counts (MEN-4). */
export default function HoursPage() {
  const period = periodOf(useLocation().query);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const screen = useScreen(HoursDocument, { since: period.from, until: period.to });
  const key = `${period.from} ${period.to}`;
  useEffect(() => setErrors([]), [key]);
  return (
    <Page title="Statement of hours" errors={errors}>
      <PeriodForm period={period} errors={errors} onErrors={setErrors} />
      <Shown screen={screen} what="your hours">
        {({ viewer }) => viewer && <Statement viewer={viewer} period={period} />}
      </Shown>
    </Page>
  );
}
