import { CloseOutlined, InboxOutlined } from "@ant-design/icons";
import { Button, Progress, Select } from "antd";
import { type DragEvent, useId, useState } from "react";
import type { DocumentView } from "../../../api/contract/attestations.ts";
import { documentEndings, largestDocument } from "../../../model/document-kinds.ts";
import { documents as documentsOf } from "../data/compliance-resources.ts";
import { useQuery } from "../data/use-query.ts";
import { useWords } from "../words/language.tsx";
import { DocumentLink } from "./document-list.tsx";
import { useExplain } from "./use-explain.ts";
import type { Upload, Uploads } from "./use-uploads.ts";

const accepted = documentEndings.map((ending) => `.${ending}`).join(",");

/** Documents of a statement: dropped, chosen from the disk, or taken from those that were uploaded before. */
export function DocumentField({
  enterpriseId,
  value,
  uploads,
  offersKnown = true,
  onChange,
}: {
  enterpriseId: string;
  value: readonly DocumentView[];
  uploads: Uploads;
  /** Whether documents that were uploaded before are offered, too. */
  offersKnown?: boolean;
  onChange: (documents: readonly DocumentView[]) => void;
}) {
  const { t } = useWords();
  const remove = (sha256: string) => onChange(value.filter((document) => document.sha256 !== sha256));
  return (
    <div className="document-field">
      <DropArea onFiles={uploads.add} />
      <ul className="document-list">
        {value.map((document) => (
          <li key={document.sha256}>
            <DocumentLink enterpriseId={enterpriseId} document={document} />
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t("document.remove", { name: document.name })}
              onClick={() => remove(document.sha256)}
            />
          </li>
        ))}
        {uploads.items.map((item) => (
          <UploadRow key={item.key} item={item} />
        ))}
      </ul>
      {offersKnown && <Known enterpriseId={enterpriseId} value={value} onAdd={(document) => onChange([...value, document])} />}
    </div>
  );
}

function DropArea({ onFiles }: { onFiles: (files: Iterable<File>) => void }) {
  const { t, format } = useWords();
  const [over, setOver] = useState(false);
  const id = useId();
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the file input inside serves the keyboard
    <div
      className={over ? "drop-area drop-area-over" : "drop-area"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        id={id}
        type="file"
        multiple
        accept={accepted}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <label htmlFor={id}>
        <InboxOutlined aria-hidden="true" />
        <span>{t("document.drop")}</span>
      </label>
      <p>{t("document.limits", { size: format.bytes(largestDocument), endings: documentEndings.join(" · ") })}</p>
    </div>
  );
}

function UploadRow({ item: { name, part, error, end } }: { item: Upload }) {
  const { t } = useWords();
  const explain = useExplain();
  const failed = error === undefined ? undefined : explain(error);
  return (
    <li className="upload">
      <span className="truncate">{name}</span>
      {failed === undefined ? (
        <Progress percent={Math.round(part * 100)} size="small" aria-label={t("document.progress", { name })} />
      ) : (
        <span role="alert" className="dialog-failure">
          {failed.what} {failed.next}
        </span>
      )}
      <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t("document.remove", { name })} onClick={end} />
    </li>
  );
}

/** What was uploaded for the enterprise before and is not attached yet. */
function Known({
  enterpriseId,
  value,
  onAdd,
}: {
  enterpriseId: string;
  value: readonly DocumentView[];
  onAdd: (document: DocumentView) => void;
}) {
  const { t, format } = useWords();
  const all = useQuery(documentsOf(enterpriseId)).value?.items ?? [];
  const left = all.filter(({ sha256 }) => value.every((document) => document.sha256 !== sha256)).toReversed();
  if (left.length === 0) return null;
  return (
    <Select
      aria-label={t("document.known")}
      placeholder={t("document.known")}
      showSearch={{ optionFilterProp: "label" }}
      value={null}
      options={left.map(({ sha256, name, at }) => ({ value: sha256, label: `${name} · ${format.date(Date.parse(at))}` }))}
      onChange={(sha256: string | null) => {
        const chosen = left.find((document) => document.sha256 === sha256);
        if (chosen !== undefined) onAdd(chosen);
      }}
    />
  );
}
