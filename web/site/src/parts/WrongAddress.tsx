import { useLocation } from "preact-iso";
import { placeOf } from "../app/base";
import { Alert } from "./Alert";
import { Link } from "./Link";

/** The address asks for what makes no sense, such as a page of a list that was cut off in an email. */
export function WrongAddress() {
  const { path } = useLocation();
  return (
    <Alert kind="warning" heading="We can't read this address">
      <p>
        A part of it is wrong or cut off. <Link to={placeOf(path)}>Start from the beginning</Link>
      </p>
    </Alert>
  );
}
