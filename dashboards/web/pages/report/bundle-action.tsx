import { Button } from "antd";
import { useState } from "react";
import type { ReportView } from "../../../../api/contract/reports.ts";
import { useWords } from "../../words/language.tsx";
import { BundleDialog } from "./bundle-dialog.tsx";

/** Opens the preview of what leaves with a report, from which it is signed. */
export function BundleAction({ report }: { readonly report: ReportView }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("bundle.act")}
      </Button>
      {open && <BundleDialog report={report} onClose={() => setOpen(false)} />}
    </>
  );
}
