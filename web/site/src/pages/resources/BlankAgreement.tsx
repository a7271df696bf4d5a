const PARTS = [
  { title: "Goals", hint: "What does the mentee want to reach? How will you both know?", lines: 4 },
  { title: "Meeting schedule", hint: "How often, how long, and where or by what means?", lines: 3 },
  { title: "Obstacles", hint: "What may get in the way, and what will you do about it?", lines: 3 },
  { title: "Agreed end", hint: "Until when do you want to meet? A year is recommended.", lines: 1 },
];
const SIGNED = ["Mentor's name", "Mentee's name", "Date"];

/** The form of the agreement (MEN-1) to fill in by hand. */
export function BlankAgreement() {
  return (
    <section class="paper" aria-label="Mentorship Agreement">
      {PARTS.map(({ title, hint, lines }) => (
        <section key={title}>
          <h3>{title}</h3>
          <p class="quiet">{hint}</p>
          {Array.from({ length: lines }, (_, line) => (
            <div key={line} class="blank-line" />
          ))}
        </section>
      ))}
      {SIGNED.map((label) => (
        <p key={label} class="signature">
          {label}
        </p>
      ))}
    </section>
  );
}
