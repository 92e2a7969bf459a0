import { UploadOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useRef, useState } from "react";
import type { AdvisoryImport } from "../../../../api/contract/advisories.ts";
import { advisoryUpload, refreshAdvisories } from "../../data/advisory-resources.ts";
import { send } from "../../data/api-client.ts";
import { Panel } from "../../parts/page.tsx";
import { type PlainColumn, PlainTable } from "../../parts/plain-table.tsx";
import { useAct } from "../../parts/use-act.ts";
import { useWords } from "../../words/language.tsx";
import { TrustMark } from "./advisory-marks.tsx";
import { inBase64, largestFile, uploadsOf } from "./uploads.ts";

type Outcome = AdvisoryImport["items"][number];

/** Uploads documents with what lies beside them, and says of each what became of it. */
export function ImportPanel() {
  const { t } = useWords();
  const { message } = App.useApp();
  const { busy, act } = useAct();
  const [progress, setProgress] = useState<{ done: number; all: number }>();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const take = async (chosen: readonly File[]) => {
    const files = chosen.filter(({ name, size }) => {
      if (size > largestFile) message.error(t("advisories.import-large", { name }));
      return size <= largestFile;
    });
    const uploads = uploadsOf(files);
    setOutcomes([]);
    await act(async () => {
      let done = 0;
      for (const upload of uploads) {
        setProgress({ done, all: files.length });
        const body = {
          files: await Promise.all(upload.map(async (file) => ({ name: file.name, base64: await inBase64(file) }))),
        };
        const { items } = await send("POST", advisoryUpload, body);
        setOutcomes((before) => [...before, ...items]);
        done += upload.length;
      }
    });
    setProgress(undefined);
    refreshAdvisories();
  };
  return (
    <div className="stack">
      <div className="grid-main-side">
        <Panel title={t("advisories.import-title")} note={t("advisories.import-note")}>
          <Choice busy={busy} onFiles={(files) => void take(files)} />
          {progress !== undefined && <p role="status">{t("advisories.import-progress", progress)}</p>}
        </Panel>
        <Guide />
      </div>
      {outcomes.length > 0 && <Outcomes outcomes={outcomes} />}
    </div>
  );
}

function Choice({ busy, onFiles }: { busy: boolean; onFiles: (files: readonly File[]) => void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="advisory-choice">
      <input
        ref={input}
        className="visually-hidden"
        tabIndex={-1}
        type="file"
        multiple
        accept=".json,.sha256,.sha512,.asc"
        aria-label={t("advisories.import-choose")}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button type="primary" icon={<UploadOutlined />} loading={busy} onClick={() => input.current?.click()}>
        {t("advisories.import-choose")}
      </Button>
      <span className="soft">{t("advisories.import-kinds")}</span>
    </div>
  );
}

function Outcomes({ outcomes }: { outcomes: readonly Outcome[] }) {
  const { t, say } = useWords();
  const columns: readonly PlainColumn<Outcome & { readonly id: string }>[] = [
    {
      key: "outcome",
      title: t("advisories.outcome"),
      width: 150,
      render: ({ outcome }) => (
        <span className={outcome === "refused" ? "missing" : undefined}>{t(`advisories.outcome-${outcome}`)}</span>
      ),
    },
    { key: "file", title: t("advisories.file"), width: 240, render: ({ file }) => <code>{file}</code> },
    {
      key: "number",
      title: t("advisories.number"),
      width: 170,
      render: ({ trackingId, revision }) => (trackingId === null ? "" : `${trackingId} (${revision})`),
    },
    {
      key: "trust",
      title: t("advisories.trust"),
      width: 140,
      render: ({ trust }) => trust !== null && <TrustMark trust={trust} />,
    },
    {
      key: "faults",
      title: t("advisories.faults"),
      render: ({ faults }) => (
        <ul className="advisory-faults">
          {faults.map(({ path, message }) => (
            <li key={`${path} ${message.en}`}>
              {path !== "" && <code>{path}</code>} {say(message)}
            </li>
          ))}
        </ul>
      ),
    },
  ];
  const rank = ({ outcome }: Outcome) => (outcome === "refused" ? 0 : 1);
  const rows = outcomes.toSorted((a, b) => rank(a) - rank(b)).map((one, index) => ({ ...one, id: `${index} ${one.file}` }));
  return (
    <Panel title={t("advisories.import-results", { count: rows.length })} flush>
      <PlainTable columns={columns} rows={rows} />
    </Panel>
  );
}

function Guide() {
  const { t } = useWords();
  return (
    <Panel title={t("advisories.guide")}>
      <p>{t("advisories.guide-trust")}</p>
      <p>{t("advisories.guide-keys")}</p>
      <p>{t("advisories.guide-command")}</p>
      <code>plantwatch advisories import ./csaf</code>
    </Panel>
  );
}
