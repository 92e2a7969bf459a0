import { Alert } from "antd";
import type { CollectorView } from "../../../../api/contract/system.ts";
import { useWords } from "../../words/language.tsx";

/** Says which command to run where the site's collector is not heard; otherwise that it is. */
export function CollectorHelp({ collectors, wanted }: { collectors: readonly CollectorView[]; wanted: string }) {
  const { t } = useWords();
  const found = collectors.find(({ id }) => id === wanted);
  if (found?.alive === true) return <Alert type="success" showIcon title={t("start.collector-alive", { id: wanted })} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("start.collector-missing", { id: wanted })}
      description={
        <div className="start-choice">
          <span>{t("start.collector-up")}</span>
          <code className="command">npx plantwatch up --config plantwatch.yaml</code>
          <span>{t("start.collector-alone")}</span>
          <code className="command">npx plantwatch token create --collector {wanted}</code>
          <code className="command">npx plantwatch collect --config collector.yaml</code>
        </div>
      }
    />
  );
}
