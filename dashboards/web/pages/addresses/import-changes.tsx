import type { AddressImport } from "../../../../api/contract/addresses.ts";
import { useWords } from "../../words/language.tsx";

const shown = 20;

/** What a list changes, address by address. */
export function Changes({ preview: { added, removed, changed, unchanged } }: { preview: AddressImport }) {
  const { t, say, language } = useWords();
  const fieldsOf = (fields: AddressImport["changed"][number]["fields"]) =>
    new Intl.ListFormat(language, { type: "unit" }).format(fields.map(say));
  return (
    <div className="stack">
      <Group
        title={t("addresses.import-added", { count: added.length })}
        lines={added.map((address) => ({ address, note: "" }))}
      />
      <Group
        title={t("addresses.import-changed", { count: changed.length })}
        lines={changed.map(({ address, fields }) => ({ address, note: fieldsOf(fields) }))}
      />
      <Group
        title={t("addresses.import-removed", { count: removed.length })}
        lines={removed.map((address) => ({ address, note: "" }))}
      />
      <p className="soft">{t("addresses.import-unchanged", { count: unchanged })}</p>
    </div>
  );
}

function Group({ title, lines }: { title: string; lines: readonly { readonly address: string; readonly note: string }[] }) {
  const { t } = useWords();
  if (lines.length === 0) return <p className="soft">{title}</p>;
  return (
    <div>
      <strong>{title}</strong>
      <ul className="addresses-changes">
        {lines.slice(0, shown).map(({ address, note }) => (
          <li key={address}>
            <code>{address}</code> <span className="soft">{note}</span>
          </li>
        ))}
        {lines.length > shown && <li className="faint">{t("addresses.import-more", { count: lines.length - shown })}</li>}
      </ul>
    </div>
  );
}
