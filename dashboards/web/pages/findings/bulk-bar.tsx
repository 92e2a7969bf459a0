import { Button } from "antd";
import { useState } from "react";
import type { FindingView } from "../../../../api/contract/findings.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { applicable, type BulkAct, bulkActs } from "./bulk.ts";
import { BulkDialog } from "./bulk-dialog.tsx";

const words = {
  acknowledge: "finding.acknowledge",
  assign: "finding.rectify",
  waive: "finding.waive",
  reopen: "finding.reopen",
} as const;

/** What can be done with the findings that are selected; acts that apply to none of them are not offered. */
export function BulkBar({
  selected,
  onSelect,
}: {
  selected: readonly FindingView[];
  onSelect: (ids: readonly string[]) => void;
}) {
  const { t } = useWords();
  const session = useSession();
  const [act, setAct] = useState<BulkAct>();
  if (selected.length === 0) return null;
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t("findings.bulk-title", { count: selected.length })}>
      <strong>{t("findings.selected", { count: selected.length })}</strong>
      {bulkActs.map((one) => {
        const count = applicable(one, selected, session).length;
        return (
          count > 0 && (
            <Button key={one} size="small" onClick={() => setAct(one)}>
              {t(words[one])} ({count})
            </Button>
          )
        );
      })}
      <Button size="small" type="text" onClick={() => onSelect([])}>
        {t("findings.clear-selection")}
      </Button>
      {act !== undefined && (
        <BulkDialog
          act={act}
          title={t(words[act])}
          selected={selected}
          onDone={(failed) => {
            setAct(undefined);
            onSelect(failed);
          }}
          onClose={() => setAct(undefined)}
        />
      )}
    </div>
  );
}
