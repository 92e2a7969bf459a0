import { DownloadOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { CollectorView } from "../../../../api/contract/system.ts";
import { pageClock } from "../../data/clock.ts";
import { useWords } from "../../words/language.tsx";
import { saveFile } from "../export-button.tsx";
import { inventoryLines, type TrustedEndpoint } from "./inventory-lines.ts";
import "./trust-guide.css";

const servers = ["folder", "web", "push"] as const;

/** How an operator lets a server trust the collector: which certificate, where it goes, what to note, what to clear away. */
export function TrustGuide({
  collectors,
  endpoint,
}: {
  collectors: readonly CollectorView[];
  /** The endpoint whose lines of the inventory are shown; without it an example is. */
  endpoint?: TrustedEndpoint;
}) {
  const { t } = useWords();
  return (
    <div className="trust-guide">
      <p>{t("trust.whether")}</p>
      <ol>
        <li>
          <strong>{t("trust.step-download")}</strong>
          <p>{t("trust.step-download-how")}</p>
          <Certificates collectors={collectors} />
        </li>
        <li>
          <strong>{t("trust.step-trust")}</strong>
          <ul>
            {servers.map((server) => (
              <li key={server}>
                <strong>{t(`trust.${server}`)}</strong> {t(`trust.${server}-how`)}
              </li>
            ))}
          </ul>
          <p className="soft">{t("trust.der")}</p>
          <pre className="trust-code">openssl x509 -in c1.pem -outform der -out c1.der</pre>
        </li>
        <li>
          <strong>{t("trust.step-inventory")}</strong>
          <p>{t("trust.step-inventory-how")}</p>
          <pre className="trust-code">{inventoryLines(endpoint, pageClock.now())}</pre>
        </li>
        <li>
          <strong>{t("trust.step-check")}</strong>
          <p>{t("trust.step-check-how")}</p>
        </li>
        <li>
          <strong>{t("trust.step-purge")}</strong>
          <p>{t("trust.step-purge-how")}</p>
        </li>
      </ol>
    </div>
  );
}

/** What to hold against the server's list before anything is trusted. */
function Certificates({ collectors }: { collectors: readonly CollectorView[] }) {
  const { t, format } = useWords();
  const known = collectors.flatMap(({ id, status }) =>
    status?.certificate === undefined ? [] : [{ id, certificate: status.certificate }],
  );
  if (known.length === 0) return <p className="missing">{t("trust.no-certificate")}</p>;
  return (
    <ul className="trust-certificates">
      {known.map(({ id, certificate }) => (
        <li key={id}>
          <Button
            size="small"
            icon={<DownloadOutlined />}
            onClick={() => saveFile(`${id}.pem`, "application/x-pem-file", certificate.pem)}
          >
            {t("trust.download", { collector: id })}
          </Button>
          <span>
            {certificate.subject.replaceAll("\n", ", ")} ·{" "}
            {t("collectors.certificate-until", { date: format.date(Date.parse(certificate.notAfter)) })}
            <br />
            <code>SHA-256 {certificate.sha256}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}
