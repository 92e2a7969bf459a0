import { checkTitles } from "../../data/simulation-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { useWords } from "../../words/language.tsx";

/** What a check demands, its id below, and the declared weakness that it finds. */
export function CheckName({ id, weakness = null }: { id: string; weakness?: string | null }) {
  const { sayTitle } = useWords();
  const known = useQuery(checkTitles).value?.items.find((check) => check.id === id);
  return (
    <>
      {known === undefined ? null : (
        <>
          {sayTitle(known.title)}
          <br />
        </>
      )}
      <code className="faint">{id}</code>
      {weakness !== null && <code className="faint"> · {weakness}</code>}
    </>
  );
}
