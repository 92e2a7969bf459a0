import { Select } from "antd";
import type { EnterpriseSummary } from "../../../api/contract/enterprises.ts";
import { setQuery } from "../router.ts";
import { useWords } from "../words/language.tsx";
import { SimulatedTag } from "./marks.tsx";

/** Which enterprise a page is about; the address keeps it. */
export function EnterpriseChoice({ items, chosen }: { items: readonly EnterpriseSummary[]; chosen: EnterpriseSummary }) {
  const { t, say } = useWords();
  return (
    <>
      <Select
        aria-label={t("word.enterprise")}
        value={chosen.id}
        style={{ width: 240 }}
        options={items.map(({ id, name }) => ({ value: id, label: say(name) }))}
        onChange={(enterprise: string) => setQuery({ enterprise })}
      />
      {chosen.simulated && <SimulatedTag />}
    </>
  );
}
