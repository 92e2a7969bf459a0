import { Modal, Select } from "antd";
import { useState } from "react";
import type { EnterpriseSummary } from "../../../../api/contract/enterprises.ts";
import { apiRoot } from "../../../../api/contract/paths.ts";
import { assetTable } from "../../data/inventory-resources.ts";
import { ImportPanel } from "../../inventory/import-panel.tsx";
import { useWords } from "../../words/language.tsx";

/** Takes assets of one enterprise from a file, and hands out the file that it takes. */
export function ImportDialog({
  enterprises,
  start,
  onClose,
}: {
  enterprises: readonly EnterpriseSummary[];
  start: string | null;
  onClose: () => void;
}) {
  const { t, say, language } = useWords();
  const [chosen, setChosen] = useState(start ?? enterprises[0]?.id);
  return (
    <Modal open width={820} title={t("asset-import.title")} footer={null} onCancel={onClose}>
      <div className="stack">
        <Select
          aria-label={t("word.enterprise")}
          value={chosen ?? null}
          options={enterprises.map(({ id, name }) => ({ value: id, label: say(name) }))}
          onChange={setChosen}
          style={{ width: 280 }}
        />
        {chosen !== undefined && (
          <>
            <p>
              {t("asset-import.template")}{" "}
              {(["csv", "xlsx"] as const).map((format) => (
                <a key={format} href={apiRoot + assetTable(chosen, format, language)} download style={{ marginInlineEnd: 12 }}>
                  {t(`asset-import.${format}`)}
                </a>
              ))}
            </p>
            <ImportPanel key={chosen} enterpriseId={chosen} onDone={onClose} />
          </>
        )}
      </div>
    </Modal>
  );
}
