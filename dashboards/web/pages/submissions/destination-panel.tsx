import { Button } from "antd";
import type { ReactNode } from "react";
import { destination } from "../../data/submission-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { saveFile } from "../../parts/export-button.tsx";
import { Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { Moment } from "../../parts/time.tsx";
import { useWords } from "../../words/language.tsx";

/** To whom this installation submits, by certificate and receipt key, and what the authority is to register. */
export function DestinationPanel() {
  const { t } = useWords();
  return (
    <Panel title={t("submissions.to")}>
      <Loaded entry={useQuery(destination)}>
        {({ authority, client }) =>
          authority === null ? (
            <EmptyState title={t("submissions.to-none")}>
              <p>{t("submissions.to-none-next")}</p>
            </EmptyState>
          ) : (
            <Facts>
              <Fact name={t("submissions.url")}>
                <code>{authority.url}</code>
              </Fact>
              <Fact name={t("submissions.certificate")}>
                {authority.certificate.subject}
                <Fingerprint of={authority.certificate.fingerprint} />
              </Fact>
              <Fact name={t("submissions.receipt-key")}>
                <Fingerprint of={authority.receiptKeyId} />
              </Fact>
              {client !== null && (
                <Fact name={t("submissions.own")}>
                  <Fingerprint of={client.fingerprint} />
                  <div className="soft">
                    {t("submissions.own-what")} {t("submissions.until")} <Moment at={client.validTo} />
                  </div>
                  <Button size="small" onClick={() => saveFile("plantwatch-client.pem", "application/x-pem-file", client.pem)}>
                    {t("submissions.own-file")}
                  </Button>
                </Fact>
              )}
            </Facts>
          )
        }
      </Loaded>
    </Panel>
  );
}

export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts-list">{children}</dl>;
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="facts-pair">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Fingerprint({ of }: { of: string }) {
  return (
    <div>
      <code className="fingerprint">{of}</code>
    </div>
  );
}
