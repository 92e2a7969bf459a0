import { createHmac } from "node:crypto";
import { type AlertChannelDriver, type AlertMessage, sendTimeoutMs } from "./define.ts";

const signatureHeader = "x-plantwatch-signature";

/** JSON by POST; with a secret, `x-plantwatch-signature: sha256=…` is the HMAC-SHA-256 (hex) of the body's bytes. */
export const webhook: AlertChannelDriver<"webhook"> = {
  kind: "webhook",
  async send({ url, secret }, message) {
    const body = JSON.stringify(payload(message));
    const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8", ...(secret === "" ? {} : { [signatureHeader]: signature }) },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(sendTimeoutMs),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
  },
};

function payload({ id, reason, severity, title, lines, url, at, alert }: AlertMessage) {
  return { schema: 1, id, reason, severity, title, text: lines.join("\n"), url, at, alert };
}
