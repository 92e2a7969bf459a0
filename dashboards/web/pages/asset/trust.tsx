import { useState } from "react";
import type { AssetDetail, EndpointView } from "../../../../api/contract/assets.ts";
import { collectors, enterprise } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Panel } from "../../parts/page.tsx";
import { TrustGuide } from "../../parts/trust-guide/trust-guide.tsx";
import { useWords } from "../../words/language.tsx";
import { type CertificateRefusal, certificateRefusal } from "./certificate-refusal.ts";

/** Where a server turned the collector's certificate away: what happened, what it means, what can be done. */
export function Trust({ detail }: { detail: AssetDetail }) {
  return detail.endpoints.map((endpoint) => {
    const refusal = certificateRefusal(endpoint);
    return refusal === undefined ? null : <Refusal key={endpoint.id} detail={detail} endpoint={endpoint} refusal={refusal} />;
  });
}

function Refusal({ detail, endpoint, refusal }: { detail: AssetDetail; endpoint: EndpointView; refusal: CertificateRefusal }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const { kind, statusCode } = refusal;
  const what =
    statusCode === null ? t("trust.dropped") : t(`trust.${kind === "still" ? "still" : "refused"}`, { status: statusCode });
  return (
    <Panel title={t("trust.title", { endpoint: endpoint.id })}>
      <p>{what}</p>
      <details className="trust-details" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("trust.open")}</summary>
        {open && <Guide detail={detail} endpoint={endpoint} />}
      </details>
    </Panel>
  );
}

/** The certificates of the collectors that look at this asset's site. */
function Guide({ detail, endpoint }: { detail: AssetDetail; endpoint: EndpointView }) {
  const all = useQuery(collectors).value?.items ?? [];
  const sites = useQuery(enterprise(detail.enterpriseId)).value?.sites ?? [];
  const here = sites.find(({ id }) => id === detail.site)?.collectors.map(({ id }) => id) ?? [];
  return <TrustGuide collectors={all.filter(({ id }) => here.includes(id))} endpoint={endpoint} />;
}
