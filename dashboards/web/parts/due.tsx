import { useNow } from "../data/clock.ts";
import { useWords } from "../words/language.tsx";

/** A day by which something is due, with how far off it is; late ones are marked by word and colour. */
export function Due({ at, overdue }: { at: string | null; overdue: boolean }) {
  const { t, format } = useWords();
  const now = useNow();
  if (at === null) return <span className="faint">{t("due.none")}</span>;
  const instant = Date.parse(at);
  return (
    <time dateTime={at} className={overdue ? "due due-late" : "due"}>
      {format.date(instant)}
      <span className={overdue ? "" : "faint"}>
        {" · "}
        {overdue ? t("due.late", { age: format.span(now - instant) }) : format.age(instant, now)}
      </span>
    </time>
  );
}
