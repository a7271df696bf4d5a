import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { FieldError } from "../../forms/errors";
import { OfficeHolidaysDocument } from "../../graph/generated/pages/office/lists";
import { useScreen } from "../../graph/useScreen";
import { isoDay } from "../../parts/dates";
import { Link } from "../../parts/Link";
import { Shown } from "../../parts/Shown";
import { AddHoliday } from "./AddHoliday";
import { HolidayRow } from "./HolidayRow";
import { OfficePage } from "./OfficePage";

/** The State's holidays of a year: the cycle's dates and the reminders avoid them. */
export default function HolidaysPage() {
  const { query } = useLocation();
  const year = /^20\d\d$/.test(query.year ?? "") ? Number(query.year) : Number(isoDay().slice(0, 4));
  const screen = useScreen(OfficeHolidaysDocument, { year });
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  return (
    <OfficePage title="Holidays" errors={errors}>
      <p>
        Applications don't open or close on these days, the matching doesn't run, and no reminder is sent. A date that
        falls on one is moved to the next working day, and the reminder of the period's end to the one before.
      </p>
      <p>
        What you change here moves the dates of cycles that have not begun. Dates that you moved yourself, and those of
        a cycle that has begun, stay as people were told: <Link to="/office/cycle">move them in the cycle</Link>.
      </p>
      <Shown screen={screen} what="the holidays">
        {({ holidays, limits }) => (
          <>
            <h2 id="holidays">{year}</h2>
            <nav aria-label="Years" class="actions">
              <Link to={`/office/holidays?year=${year - 1}`}>
                <span aria-hidden="true">&lt; </span>
                {year - 1}
              </Link>
              <Link to={`/office/holidays?year=${year + 1}`}>
                {year + 1}
                <span aria-hidden="true"> &gt;</span>
              </Link>
            </nav>
            {holidays.length === 0 && <p>There are no holidays in {year}.</p>}
            <ul class="rows" role="list" aria-labelledby="holidays">
              {holidays.map((holiday) => (
                <HolidayRow key={holiday.day} holiday={holiday} limit={limits.holidayName} />
              ))}
            </ul>
            <AddHoliday year={year} limit={limits.holidayName} errors={errors} onErrors={setErrors} />
          </>
        )}
      </Shown>
    </OfficePage>
  );
}
