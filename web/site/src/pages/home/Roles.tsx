import { placesOf } from "../../app/places";
import { useSignedIn } from "../../app/viewer";
import { Link } from "../../parts/Link";
import { count } from "../../parts/words";

const WORKING = ["/queue", "/department", "/office"];

/** The places of somebody who decides, with what waits in each. */
export function Roles() {
  const places = placesOf(useSignedIn()).filter(({ to }) => WORKING.includes(to));
  if (places.length === 0) return null;
  return (
    <section aria-labelledby="roles">
      <h2 id="roles">Your work for the program</h2>
      <ul class="rows" role="list">
        {places.map(({ to, title, waiting }) => (
          <li class="row" key={to}>
            <Link to={to}>{title}</Link>{" "}
            <span class="quiet">
              {waiting > 0 ? `${count(waiting, "thing waits", "things wait")} there.` : "Nothing waits there."}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
