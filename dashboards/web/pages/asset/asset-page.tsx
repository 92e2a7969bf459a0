import { useMemo } from "react";
import type { AssetDetail, BaselineView } from "../../../../api/contract/assets.ts";
import { asset, baselines } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { OutcomeMark, SimulatedTag } from "../../parts/marks.tsx";
import { PageFrame } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { to } from "../../routes.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { Criticality } from "../assets/asset-columns.tsx";
import { useSiteNames } from "../assets/site-names.ts";
import { baselineState } from "./baseline-state.ts";
import { Baselines, baselinesAnchor } from "./baselines.tsx";
import { CounterPanel } from "./counter-panel.tsx";
import { Endpoints } from "./endpoints.tsx";
import { PossibleAdvisories } from "./possible-advisories.tsx";
import { RawFacts } from "./raw-facts.tsx";
import { Signals } from "./signals.tsx";
import { Trust } from "./trust.tsx";
import { VerdictTable } from "./verdict-table.tsx";
import { Words } from "./words.tsx";
import "./asset.css";

/** What does this device offer to a stranger? */
export default function AssetPage({ id }: { id: string }) {
  const { t, say } = useWords();
  const entry = useQuery(asset(id));
  const accepted = useQuery(baselines(id)).value?.items ?? [];
  return (
    <Loaded entry={entry} rows={12}>
      {(detail) => (
        <PageFrame
          title={say(detail.name)}
          crumbs={[{ to: to.assets({ enterprise: detail.enterpriseId }), name: t("page.assets") }]}
          aside={<Aside detail={detail} baselines={accepted} />}
        >
          <div className="stack">
            <div className="grid-main-side">
              <div className="stack">
                <Words detail={detail} />
                <Trust detail={detail} />
                <PossibleAdvisories assetId={detail.id} />
                <Endpoints endpoints={detail.endpoints} />
              </div>
              <div className="stack">
                <Particulars detail={detail} />
                <Signals asset={detail} />
                <CounterPanel asset={detail} />
              </div>
            </div>
            <Baselines assetId={detail.id} baselines={accepted} />
            <VerdictTable verdicts={detail.verdicts} findings={detail.findings} baselines={accepted} />
            <RawFacts endpoints={detail.endpoints} />
          </div>
        </PageFrame>
      )}
    </Loaded>
  );
}

function Aside({ detail, baselines: all }: { detail: AssetDetail; baselines: readonly BaselineView[] }) {
  const { t } = useWords();
  const editable = may(useSession(), "edit-inventory", detail.enterpriseId);
  return (
    <>
      {detail.simulated && <SimulatedTag />}
      <span className="tag">{t(`role.${detail.role}`)}</span>
      <code className="faint">{detail.id}</code>
      <BaselineNews baselines={all} />
      <span className="push asset-acts">
        {editable && <Link to={to.editAsset(detail.id)}>{t("asset-form.open")}</Link>}
        <OutcomeMark outcome={detail.state} />
      </span>
    </>
  );
}

/** Leads down to baselines that want a person. */
function BaselineNews({ baselines: all }: { baselines: readonly BaselineView[] }) {
  const { t } = useWords();
  const states = all.map((baseline) => baselineState(baseline).kind);
  const count = (kind: string) => states.filter((state) => state === kind).length;
  const [differs, none] = [count("differs"), count("none")];
  if (differs + none === 0) return null;
  return (
    <a href={`#${baselinesAnchor}`}>
      {differs > 0 ? t("baseline.news-differs", { count: differs }) : t("baseline.news-none", { count: none })}
    </a>
  );
}

function Particulars({ detail }: { detail: AssetDetail }) {
  const { t } = useWords();
  const { siteName, zoneName } = useSiteNames(useMemo(() => [detail], [detail]));
  const missing = (text: string) => <span className="missing">{text}</span>;
  const unknown = missing(t("status.unknown"));
  const device = [detail.vendor, detail.product].filter((part) => part !== null).join(" ");
  const fields = [
    [t("asset.vendor"), device === "" ? unknown : device],
    [t("asset.version"), detail.version ?? unknown],
    [t("word.site"), siteName(detail)],
    [t("word.zone"), zoneName(detail) ?? missing(t("assets.no-zone"))],
    [t("word.criticality"), <Criticality key="level" level={detail.criticality} />],
    [t("word.owner"), detail.owner ?? missing(t("assets.no-owner"))],
    [t("asset.last-seen"), <Moment key="seen" at={detail.lastSeen} />],
  ] as const;
  return (
    <dl className="panel particulars">
      {fields.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
