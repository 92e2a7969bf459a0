import { App, Button, Modal, Select } from "antd";
import { useState } from "react";
import { paths } from "../../../../api/contract/paths.ts";
import { type BundlePreview, type RedactionId, redactionIds } from "../../../../api/contract/report-bundles.ts";
import type { ReportView } from "../../../../api/contract/reports.ts";
import { sendForFile } from "../../data/api-client.ts";
import { fill } from "../../data/fill-path.ts";
import { bundlePreview, reportBundle } from "../../data/report-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { saveFile } from "../../parts/export-button.tsx";
import { PlainTable } from "../../parts/plain-table.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useAct } from "../../parts/use-act.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";

/** Exactly what leaves with a report, before anybody signs it. */
export function BundleDialog({ report, onClose }: { readonly report: ReportView; readonly onClose: () => void }) {
  const { t } = useWords();
  const [redaction, setRedaction] = useState<RedactionId>("none");
  const entry = useQuery(bundlePreview(report.id, redaction));
  const preview = entry.value;
  return (
    <Modal
      open
      title={t("bundle.title")}
      width={720}
      onCancel={onClose}
      footer={<Footer report={report} redaction={redaction} preview={preview} onClose={onClose} />}
    >
      <div className="stack">
        <Select
          aria-label={t("bundle.redaction")}
          value={redaction}
          onChange={setRedaction}
          style={{ width: "100%" }}
          options={redactionIds.map((one) => ({ value: one, label: t(`bundle.redaction-${one}`) }))}
        />
        <Loaded entry={entry} rows={6}>
          {(loaded) => <Contents preview={loaded} />}
        </Loaded>
        <p className="soft">{t("bundle.consequence")}</p>
      </div>
    </Modal>
  );
}

function Contents({ preview }: { readonly preview: BundlePreview }) {
  const { t, format } = useWords();
  const { files, size, masked, simulated } = preview;
  return (
    <>
      {simulated && <p role="status">{t("bundle.simulated")}</p>}
      <p>
        <strong>{t("bundle.contents", { count: files.length, size: format.bytes(size) })}</strong>{" "}
        {masked > 0 && t("bundle.masked", { count: masked })}
      </p>
      <Signers preview={preview} />
      <PlainTable
        columns={[
          { key: "name", title: t("bundle.file"), render: ({ id }) => id },
          { key: "size", title: t("bundle.size"), align: "right", width: 120, render: ({ bytes }) => format.bytes(bytes) },
        ]}
        rows={files.map(({ name, size: bytes }) => ({ id: name, bytes }))}
      />
    </>
  );
}

function Signers({ preview: { signers } }: { readonly preview: BundlePreview }) {
  const { t } = useWords();
  if (signers.length === 0) return <p>{t("bundle.no-keys")}</p>;
  return (
    <div>
      <strong>{t("bundle.signers")}</strong>
      <ul>
        {signers.map(({ signs, subject, validUntil }) => (
          <li key={signs}>
            {t(`bundle.signs-${signs}`)} · {subject} · {t("bundle.valid-until")} <Moment at={validUntil} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface FooterProps {
  readonly report: ReportView;
  readonly redaction: RedactionId;
  readonly preview: BundlePreview | undefined;
  readonly onClose: () => void;
}

function Footer({ report, redaction, preview, onClose }: FooterProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const allowed = may(useSession(), "sign-report", report.enterpriseId);
  const sign = ({ sha256, fileName }: BundlePreview) =>
    act(async () => {
      const signed = await sendForFile("POST", fill(paths.reportBundleSign, { id: report.id }), { redaction, sha256 });
      saveFile(fileName.replace(/\.zip$/, "-signed.zip"), "application/zip", signed);
      message.success(t("bundle.signed"));
      onClose();
    });
  const canSign = allowed && preview !== undefined && preview.signers.length > 0;
  return (
    <div className="bundle-footer">
      {!allowed && <span className="soft">{t("bundle.no-role")}</span>}
      <Button onClick={onClose}>{t("act.cancel")}</Button>
      <Button href={reportBundle(report.id, redaction)} download={preview?.fileName}>
        {t("bundle.unsigned")}
      </Button>
      <Button type="primary" loading={busy} disabled={!canSign} onClick={() => preview !== undefined && sign(preview)}>
        {t("bundle.sign")}
      </Button>
    </div>
  );
}
