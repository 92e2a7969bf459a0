import { Button, Checkbox, Input, Segmented } from "antd";
import { type FindingStatus, findingStatuses } from "../../../../model/finding.ts";
import { severities } from "../../../../model/severity.ts";
import { enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { FilterSelect } from "../../parts/filter-select.tsx";
import { setQuery, usePlace } from "../../router.ts";
import { useWords } from "../../words/language.tsx";

const none = { enterprise: null, asset: null, check: null, severity: null, status: null, overdue: null, text: null };

/** What narrows the findings; on the board the statuses are its columns. */
export function FindingFilters({ board }: { board: boolean }) {
  const { t, say } = useWords();
  const { query } = usePlace();
  const all = useQuery(enterprises).value?.items ?? [];
  const statuses: readonly ("unresolved" | FindingStatus | "all")[] = ["unresolved", ...findingStatuses, "all"];
  const statusName = (status: (typeof statuses)[number]) =>
    status === "unresolved" ? t("findings.unresolved") : status === "all" ? t("word.all") : t(`finding-status.${status}`);
  return (
    <>
      {!board && (
        <Segmented
          aria-label={t("word.status")}
          value={query.get("status") ?? "unresolved"}
          options={statuses.map((value) => ({ value, label: statusName(value) }))}
          onChange={(status) => setQuery({ status: status === "unresolved" ? null : status })}
        />
      )}
      <FilterSelect
        label={t("assets.filter-enterprise")}
        width={150}
        value={query.get("enterprise")}
        options={all.map(({ id, name }) => ({ value: id, label: say(name) }))}
        onChange={(enterprise) => setQuery({ enterprise, asset: null })}
      />
      <FilterSelect
        label={t("findings.filter-severity")}
        width={126}
        value={query.get("severity")}
        options={severities.map((value) => ({ value, label: t(`severity.${value}`) }))}
        onChange={(severity) => setQuery({ severity })}
      />
      <Checkbox
        checked={query.get("overdue") === "1"}
        onChange={(event) => setQuery({ overdue: event.target.checked ? "1" : null })}
      >
        {t("findings.filter-overdue")}
      </Checkbox>
      <Input.Search
        allowClear
        aria-label={t("findings.search")}
        placeholder={t("findings.search")}
        style={{ width: 150 }}
        value={query.get("text") ?? ""}
        onChange={(event) => setQuery({ text: event.target.value })}
      />
      {Object.keys(none).some((name) => query.has(name)) && (
        <Button type="link" size="small" onClick={() => setQuery(none)}>
          {t("act.clear-filters")}
        </Button>
      )}
    </>
  );
}
