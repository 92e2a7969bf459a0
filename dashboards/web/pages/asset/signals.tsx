import type { AssetDetail } from "../../../../api/contract/assets.ts";
import type { SeriesView } from "../../../../api/contract/system.ts";
import { signalSeries } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/states.tsx";
import { Age } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";
import { sparkPath } from "./spark-path.ts";

const hours = 6;
const size = { width: 72, height: 24 };

/** Process values with their age and the last hours. */
export function Signals({ asset }: { asset: AssetDetail }) {
  const { t } = useWords();
  const localId = asset.id.slice(asset.id.indexOf(".") + 1);
  const series = useQuery(asset.signals.length === 0 ? null : signalSeries(asset.enterpriseId, localId, hours)).value;
  return (
    <Panel title={t("asset.values")} note={asset.signals.length > 0 && t("asset.value-trend")} flush>
      {asset.signals.length === 0 ? (
        <EmptyState title={t("asset.values-none")} />
      ) : (
        <ul className="list">
          {asset.signals.map((signal) => (
            <Signal
              key={signal.signal}
              signal={signal}
              series={series?.items.find(({ tags }) => tags.signal === signal.signal)}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Signal({ signal, series }: { signal: AssetDetail["signals"][number]; series: SeriesView | undefined }) {
  const { t } = useWords();
  const path = series === undefined ? undefined : sparkPath(series.points, size);
  return (
    <li className="signal">
      <span className="signal-name">
        <code className="truncate" title={signal.signal}>
          {signal.signal}
        </code>
        <Age at={signal.at} />
      </span>
      {path !== undefined && (
        <svg width={size.width} height={size.height} viewBox={`0 -1 ${size.width} ${size.height + 2}`} aria-hidden="true">
          <path d={path} fill="none" stroke="var(--bar)" strokeWidth="1.5" />
        </svg>
      )}
      <span className="signal-value">
        <Value signal={signal} />
        {signal.value !== null && !signal.good && <span className="missing">{t("asset.value-bad")}</span>}
      </span>
    </li>
  );
}

function Value({ signal: { value, text, unit } }: { signal: AssetDetail["signals"][number] }) {
  const { t, format } = useWords();
  if (value !== null) {
    return (
      <strong>
        {format.number(value, 3)} <span className="faint">{unit}</span>
      </strong>
    );
  }
  if (text === null) return <span className="missing">{t("status.unknown")}</span>;
  return (
    <strong className="truncate" title={text}>
      {text === "" ? t("asset.value-empty") : text}
    </strong>
  );
}
