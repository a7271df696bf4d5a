/** What does not belong in free text about a person, and whom to tell instead (MEN-6). */
export function ConductLine({ id, text }: { id: string; text: string }) {
  return (
    <p class="quiet" id={id}>
      {text}
    </p>
  );
}
