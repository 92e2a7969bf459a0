import type { ScoreNodeView } from "../../../api/contract/scores.ts";
import { to } from "../routes.ts";
import { useWords } from "../words/language.tsx";
import { Link } from "./link.tsx";

type Cause = NonNullable<ScoreNodeView["cap"]>["causes"][number];

/** The findings behind a cap, each a link. */
export function CapCauses({ causes }: { causes: readonly Cause[] }) {
  const { t, say, language } = useWords();
  return causes.map((cause, index) => {
    const name = cause.assetName === null ? t("word.enterprise-itself") : say(cause.assetName);
    const text = (
      <>
        {name} · {say(cause.checkTitle)}
      </>
    );
    const target = targetOf(cause);
    return (
      <span key={`${cause.assetId} ${cause.checkId}`} className="cap-cause" title={cause.checkId}>
        {index > 0 && (language === "en" ? "; " : "；")}
        {target === undefined ? text : <Link to={target}>{text}</Link>}
      </span>
    );
  });
}

function targetOf(cause: Cause): string | undefined {
  if (cause.findingId !== null) return to.finding(cause.findingId);
  return cause.assetId === null ? undefined : to.asset(cause.assetId, cause.checkId);
}
