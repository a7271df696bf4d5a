/** What somebody wrote to somebody. */
export function Quotation({ text, by }: { text: string; by?: string }) {
  return (
    <blockquote class="quotation">
      {by && <p class="quotation__by">{by} wrote:</p>}
      <p>{text}</p>
    </blockquote>
  );
}
