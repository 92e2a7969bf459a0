import { useNow } from "../data/clock.ts";
import { useWords } from "../words/language.tsx";

/** How long ago, growing while it is looked at. */
export function Age({ at }: { at: string | null }) {
  const { t, format } = useWords();
  const now = useNow();
  if (at === null) return <span className="faint">{t("time.never")}</span>;
  const instant = Date.parse(at);
  return (
    <time dateTime={at} title={format.time(instant, now)} className="age">
      {format.age(instant, now)}
    </time>
  );
}

/** Age and local time: "3 分钟前 · 11-24 19:42:07". */
export function Moment({ at }: { at: string | null }) {
  const { t, format } = useWords();
  const now = useNow();
  if (at === null) return <span className="faint">{t("time.never")}</span>;
  const instant = Date.parse(at);
  return (
    <time dateTime={at} className="moment">
      {format.age(instant, now)}
      <span className="faint"> · {format.time(instant, now)}</span>
    </time>
  );
}
