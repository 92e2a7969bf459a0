import { join } from "node:path";

/** Where a centre keeps what, below its data folder. */
export function centreFiles(data: string) {
  const folder = join(data, "centre");
  return {
    folder,
    records: join(folder, "records.sqlite"),
    /** Where the records are, if they are in no file here. */
    recordsPlace: join(folder, "records-place.json"),
    /** Which of several centres on the same records this is. */
    centreId: join(folder, "centre-id"),
    metrics: join(folder, "metrics.sqlite"),
    /** What a VictoriaMetrics may still lose. */
    metricsJournal: join(folder, "metrics-journal.sqlite"),
    documents: join(folder, "documents"),
    /** OpenPGP keys of publishers of advisories, where the configuration names no other folder. */
    advisoryKeys: join(folder, "advisory-keys"),
    /** The centre's own certificate, where no other is given; collectors trust it by this file. */
    httpsCertificate: join(folder, "https.pem"),
    httpsKey: join(folder, "https.key.pem"),
    /** The certificate under which a tier receives submissions, where no other is given, and the key of its receipts. */
    receiveCertificate: join(folder, "receive.pem"),
    receiveKey: join(folder, "receive.key.pem"),
    receiptKey: join(folder, "receipt.key.pem"),
    /** The certificate under which reports are submitted, where no other is given. */
    submitCertificate: join(folder, "submit.pem"),
    submitKey: join(folder, "submit.key.pem"),
  } as const;
}
