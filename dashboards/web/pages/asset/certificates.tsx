import type { DiscoveryFacts } from "../../../../model/protocols/opcua/facts.ts";
import { pageClock } from "../../data/clock.ts";
import { useWords } from "../../words/language.tsx";
import { type CertificateBar, certificateLine } from "./certificate-line.ts";

const soon = 30;
/** Percent of the line that a date at its end takes up. */
const labelRoom = 14;

/** Certificates of a server on a time line: since when, until when, how many days are left. */
export function Certificates({ discovery }: { discovery: DiscoveryFacts }) {
  const { t, format } = useWords();
  const line = certificateLine(discovery.certificates, pageClock.now());
  return (
    <div className="certificates">
      <div className="certificate-axis" aria-hidden="true">
        <span>{line.today > labelRoom && format.date(line.start)}</span>
        <span className="certificate-today-label" style={{ left: `${line.today}%` }}>
          {t("asset.certificate-today")}
        </span>
        <span>{line.today < 100 - labelRoom && format.date(line.end)}</span>
      </div>
      {line.bars.map((bar) => (
        <Certificate key={bar.certificate.sha256} bar={bar} today={line.today} />
      ))}
    </div>
  );
}

function Certificate({ bar: { certificate, from, to, daysLeft }, today }: { bar: CertificateBar; today: number }) {
  const { t, format } = useWords();
  const state = daysLeft < 0 ? "expired" : daysLeft < soon ? "soon" : "valid";
  const span = `${format.date(Date.parse(certificate.notBefore))} – ${format.date(Date.parse(certificate.notAfter))}`;
  const key = t("asset.certificate-key", {
    type: certificate.keyType.toUpperCase(),
    bits: certificate.keyBits === undefined ? "" : String(certificate.keyBits),
    hash: certificate.signatureHash ?? t("status.unknown"),
  });
  return (
    <div className="certificate">
      <div className="certificate-head">
        <strong>{certificate.subject}</strong>
        <span className="soft">
          {certificate.selfSigned ? t("asset.certificate-self") : t("asset.certificate-issuer", { issuer: certificate.issuer })} ·{" "}
          {key}
        </span>
        <span className={`push certificate-left certificate-left-${state}`}>
          {t("asset.certificate-left", { days: daysLeft })}
        </span>
      </div>
      <div className="certificate-track" role="img" aria-label={span} title={span}>
        <div
          className={`certificate-bar certificate-${state}`}
          style={{ left: `${from}%`, width: `${Math.max(0.5, to - from)}%` }}
        />
        <div className="certificate-now" style={{ left: `${today}%` }} />
      </div>
      <div className="certificate-foot">
        <span className="soft">{span}</span>
        <code className="faint">SHA-256 {certificate.sha256}</code>
      </div>
    </div>
  );
}
