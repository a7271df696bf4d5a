import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { at } from "../../app/base";

/** Finds anybody by name or email, from every page of the office. */
export function FindPerson() {
  const { route } = useLocation();
  const [words, setWords] = useState("");
  return (
    <form
      class="find-person not-printed"
      role="search"
      aria-label="People"
      onSubmit={(event) => {
        event.preventDefault();
        route(at(`/office/people?${new URLSearchParams({ words })}`));
      }}
    >
      <label class="usa-label" for="find-person">
        Find a person by name or email
      </label>
      <div class="find-person__row">
        <input
          class="usa-input"
          type="search"
          list={undefined}
          id="find-person"
          value={words}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
        <button type="submit" class="usa-button">
          Find
        </button>
      </div>
    </form>
  );
}
