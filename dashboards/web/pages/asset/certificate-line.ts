import { day, type Instant } from "../../../../model/instant.ts";
import type { CertificateFacts } from "../../../../model/protocols/opcua/facts.ts";

/** A certificate on a common time line, percent of its width. */
export interface CertificateBar {
  readonly certificate: CertificateFacts;
  readonly from: number;
  readonly to: number;
  readonly daysLeft: number;
}

export interface CertificateLine {
  readonly bars: readonly CertificateBar[];
  readonly today: number;
  readonly start: Instant;
  readonly end: Instant;
}

/** A root of forty years must not press a leaf of one into a dot. */
const widest = 6 * 365 * day;

/** Certificates from leaf to root on a time line around today. What lies beyond its ends is cut there. */
export function certificateLine(certificates: readonly CertificateFacts[], now: Instant): CertificateLine {
  const from = certificates.map(({ notBefore }) => Date.parse(notBefore));
  const to = certificates.map(({ notAfter }) => Date.parse(notAfter));
  const start = Math.max(Math.min(now - 90 * day, ...from), now - widest / 2);
  const end = Math.min(Math.max(now + 90 * day, ...to), now + widest / 2);
  const place = (at: Instant) => Math.min(100, Math.max(0, ((at - start) / (end - start)) * 100));
  const ordered = certificates.toSorted((one, other) => Number(one.isAuthority) - Number(other.isAuthority));
  return {
    bars: ordered.map((certificate) => ({
      certificate,
      from: place(Date.parse(certificate.notBefore)),
      to: place(Date.parse(certificate.notAfter)),
      daysLeft: Math.floor((Date.parse(certificate.notAfter) - now) / day),
    })),
    today: place(now),
    start,
    end,
  };
}
