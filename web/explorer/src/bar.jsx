// Above GraphiQL: as whom to ask, and what there is to try.
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";

const ANOTHER = "another";

export function Bar({ people, email, problem, become }) {
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const { addTab, stop } = useGraphiQLActions();
  const known = !email || people.some((person) => person.email === email);

  async function choose(value) {
    await become(value === ANOTHER ? (prompt("The e-mail address of somebody invented")?.trim() ?? email) : value);
  }

  async function open({ role, query }) {
    const person = people.find((each) => each.role === role);
    if (person) await become(person.email);
    stop(); // else the button would stop what runs instead of running this
    if (queryEditor.getValue().trim()) addTab();
    queryEditor.setValue(query);
    queryEditor.focus();
  }

  return (
    <header className="bar">
      <h1>MOMENTS</h1>
      <label>
        Signed in as
        <select value={email} onChange={(event) => choose(event.target.value)}>
          <option value="">nobody</option>
          {people.map((person) => (
            <option key={person.email + person.role} value={person.email}>
              {person.name}: {person.role}
            </option>
          ))}
          {known || <option value={email}>{email}</option>}
          {people.length > 0 && <option value={ANOTHER}>somebody else…</option>}
        </select>
      </label>
      <label>
        Try
        <select value="" disabled={!queryEditor} onChange={(event) => open(SAMPLES[event.target.value])}>
          <option value="">a sample…</option>
          {SAMPLES.map((sample, place) => (
            <option key={sample.title} value={place}>
              {sample.title}
            </option>
          ))}
        </select>
      </label>
      <p role="status">{problem}</p>
    </header>
  );
}
