import type { AssetDetail } from "../../../../api/contract/assets.ts";
import { chartStep, securitySeries } from "../../data/resources.ts";
import { useQueries } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loading } from "../../parts/states.tsx";
import { Age } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";
import { type CounterField, counterKind, countersOf, counterTimes, growthOf, measuredAt } from "./counters.ts";
import { sparkPath } from "./spark-path.ts";

const hours = 24;
const size = { width: 96, height: 26 };

interface Counter {
  readonly field: ReturnType<typeof countersOf>[number];
  readonly points: readonly (readonly [at: string, value: number])[];
  /** When the newest value was measured. */
  readonly at: string;
}

/** The device's own counters over the last day: refusals first, for they tell of attempts. */
export function CounterPanel({ asset }: { asset: Pick<AssetDetail, "id" | "enterpriseId" | "protocols" | "endpoints"> }) {
  const { t } = useWords();
  const fields = countersOf(asset.protocols);
  const localId = asset.id.slice(asset.id.indexOf(".") + 1);
  const answers = useQueries(fields.map((field) => securitySeries(asset.enterpriseId, localId, field, hours)));
  if (fields.length === 0) return null;
  const answeredAt = counterTimes(asset.endpoints);
  const counters = fields.flatMap((field, index): Counter[] => {
    const points = answers[index]?.value?.items[0]?.points ?? [];
    const [at] = points.at(-1) ?? [];
    return at === undefined ? [] : [{ field, points, at: measuredAt(at, chartStep, answeredAt) }];
  });
  const waiting = counters.length === 0 && answers.some(({ value, error }) => value === undefined && error === undefined);
  return (
    <Panel title={t("counters.title")} note={t("counters.note")} flush>
      {waiting ? <Loading rows={2} /> : <Counters counters={counters} />}
    </Panel>
  );
}

function Counters({ counters }: { counters: readonly Counter[] }) {
  const { t } = useWords();
  if (counters.length === 0) return <EmptyState title={t("counters.none")} />;
  return (
    <ul className="list">
      {counters.map((counter) => (
        <Row key={counter.field} counter={counter} />
      ))}
    </ul>
  );
}

function Row({ counter: { field, points, at } }: { counter: Counter }) {
  const { t, format } = useWords();
  const [, value = 0] = points.at(-1) ?? [];
  const path = sparkPath(points, size);
  const growth = growthOf(points);
  const growing = counterKind(field) === "growing";
  return (
    <li className="counter">
      <span className="signal-name">
        {t(`counter.${field}`)}
        <Age at={at} />
      </span>
      {path !== undefined && (
        <svg width={size.width} height={size.height} viewBox={`0 -1 ${size.width} ${size.height + 2}`} aria-hidden="true">
          <path d={path} className={isAlarming(field, growth) ? "counter-line counter-line-risen" : "counter-line"} />
        </svg>
      )}
      <span className="counter-value">
        <strong>{format.number(value, 1)}</strong>
        {growing && (
          <span className={isAlarming(field, growth) ? "counter-risen" : "faint"}>
            {growth === 0 ? t("counters.same") : t("counters.grew", { by: format.number(growth) })}
          </span>
        )}
      </span>
    </li>
  );
}

const refusals: ReadonlySet<CounterField> = new Set([
  "security_rejected_sessions",
  "rejected_sessions",
  "security_rejected_requests",
  "rejected_requests",
]);

function isAlarming(field: CounterField, growth: number): boolean {
  return growth > 0 && refusals.has(field);
}
