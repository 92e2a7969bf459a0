import { PauseCircleOutlined } from "@ant-design/icons";
import type { EnterpriseDetail } from "../../../../api/contract/enterprises.ts";
import { Link } from "../../parts/link.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

/** Says which sites a person took off polling, since their verdicts grow old. */
export function StoppedSites({ sites }: { sites: EnterpriseDetail["sites"] }) {
  const { t, say } = useWords();
  const stopped = sites.filter(({ polling }) => polling.stopped);
  return stopped.map(({ id, name, polling }) => (
    <div key={id} className="banner">
      <PauseCircleOutlined aria-hidden="true" />
      <div>{t("enterprise.polling-stopped", { site: say(name), by: polling.by ?? t("word.none") })}</div>
      <Link to={to.collectors()}>{t("page.collectors")}</Link>
    </div>
  ));
}
