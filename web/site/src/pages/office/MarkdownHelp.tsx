/** How the office writes, in the hint of the box. */
export function MarkdownHelp({ limit }: { limit: number }) {
  return (
    <>
      The first line is the title, after #. Begin a section with ## and a part of it with ###. Leave an empty line
      between paragraphs. A list has - or 1. before each item. **bold**, *italic*, [a link](/search). Up to{" "}
      {limit.toLocaleString("en-US")} characters.
    </>
  );
}
