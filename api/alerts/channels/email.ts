import { createTransport } from "nodemailer";
import { type AlertChannelDriver, sendTimeoutMs } from "./define.ts";

/** Plain text by SMTP; STARTTLS is demanded where it is chosen, not hoped for. */
export const email: AlertChannelDriver<"email"> = {
  kind: "email",
  async send({ host, port, security, user, secret, from, to }, { title, lines, url, id }) {
    const transport = createTransport({
      host,
      port,
      secure: security === "tls",
      requireTLS: security === "starttls",
      ignoreTLS: security === "none",
      ...(user === "" ? {} : { auth: { user, pass: secret } }),
      connectionTimeout: sendTimeoutMs,
      greetingTimeout: sendTimeoutMs,
      socketTimeout: sendTimeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail({
        from,
        to: [...to],
        subject: title,
        text: [...lines, "", url].join("\n"),
        headers: { "X-Plantwatch-Alert": id, "Auto-Submitted": "auto-generated" },
      });
    } finally {
      transport.close();
    }
  },
};
