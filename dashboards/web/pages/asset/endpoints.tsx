import { Fragment } from "react";
import type { EndpointView } from "../../../../api/contract/assets.ts";
import { opcuaAccess, opcuaDiscovery } from "../../../../model/protocols/opcua/probes.ts";
import { Panel } from "../../parts/page.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";
import { protocolName } from "../assets/protocol-name.ts";
import { Certificates } from "./certificates.tsx";
import { factsOf } from "./facts-of.ts";
import { MatrixTable } from "./matrix-table.tsx";
import { Rights } from "./rights.tsx";

/** Every endpoint with what its facts show. */
export function Endpoints({ endpoints }: { endpoints: readonly EndpointView[] }) {
  return endpoints.map((endpoint) => <Endpoint key={endpoint.id} endpoint={endpoint} />);
}

function Endpoint({ endpoint }: { endpoint: EndpointView }) {
  const { t } = useWords();
  const discovery = factsOf(endpoint, opcuaDiscovery);
  const access = factsOf(endpoint, opcuaAccess);
  return (
    <>
      <Panel title={`${t("word.endpoint")} ${endpoint.id}`} note={protocolName(endpoint.protocol, t)} flush>
        <Addresses endpoint={endpoint} />
        {discovery !== undefined && <MatrixTable discovery={discovery} />}
      </Panel>
      {discovery !== undefined && discovery.certificates.length > 0 && (
        <Panel title={t("asset.certificates")}>
          <Certificates discovery={discovery} />
        </Panel>
      )}
      {access !== undefined && (
        <Panel title={t("asset.rights")} note={t("asset.rights-as", { who: t(`asset.rights-${access.session.identity}`) })} flush>
          <Rights access={access} />
        </Panel>
      )}
    </>
  );
}

function Addresses({ endpoint }: { endpoint: EndpointView }) {
  const { t } = useWords();
  const fields = [
    [t("asset.url"), <code key="url">{endpoint.url}</code>],
    [t("asset.address"), endpoint.address === null ? t("word.none") : <code key="address">{endpoint.address}</code>],
    ...(endpoint.protocol === "opcua"
      ? [
          [
            t("asset.trusted-at"),
            endpoint.trustedAt === null ? t("asset.not-trusted") : <Moment key="trusted" at={endpoint.trustedAt} />,
          ] as const,
        ]
      : []),
  ] as const;
  return (
    <dl className="addresses">
      {fields.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
