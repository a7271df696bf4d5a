import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";
import { DateField, dayFrom, partsOf } from "../../forms/DateField";
import { errorFor, type FieldError } from "../../forms/errors";
import { Button } from "../../parts/Button";
import { Link } from "../../parts/Link";
import { linkTo, type Period, usualPeriods } from "./period";

interface Props {
  period: Period;
  errors: readonly FieldError[];
  onErrors(errors: FieldError[]): void;
}

/** The usual periods by a link, and any other by its first and last day. The period is in the address. */
export function PeriodForm({ period, errors, onErrors }: Props) {
  const { route } = useLocation();
  const [from, setFrom] = useState(partsOf(period.from));
  const [to, setTo] = useState(partsOf(period.to));
  useEffect(() => {
    setFrom(partsOf(period.from));
    setTo(partsOf(period.to));
  }, [period.from, period.to]);
  const show = (event: Event) => {
    event.preventDefault();
    const [first, last] = [dayFrom(from), dayFrom(to)];
    const wrong: FieldError[] = [];
    if (!first) wrong.push({ id: "from", message: "Enter a real date as the first day." });
    if (!last) wrong.push({ id: "to", message: "Enter a real date as the last day." });
    if (first && last && first > last)
      wrong.push({ id: "to", message: "The last day is before the first. Choose a later one." });
    onErrors(wrong);
    if (first && last && wrong.length === 0) route(at(linkTo({ from: first, to: last })));
  };
  return (
    <div class="not-printed">
      <p class="periods">
        {usualPeriods().map((usual) => (
          <Link
            key={usual.words}
            to={linkTo(usual.period)}
            aria-current={usual.period.from === period.from && usual.period.to === period.to ? "true" : undefined}
          >
            {usual.words}
          </Link>
        ))}
      </p>
      <details class="filters" open={errors.length > 0}>
        <summary>Change the period</summary>
        <form noValidate onSubmit={show}>
          <div class="fields">
            <DateField id="from" label="First day" value={from} onValue={setFrom} error={errorFor(errors, "from")} />
            <DateField id="to" label="Last day" value={to} onValue={setTo} error={errorFor(errors, "to")} />
          </div>
          <p class="actions">
            <Button type="submit" look="outline">
              Show
            </Button>
          </p>
        </form>
      </details>
    </div>
  );
}
