import type { IncomingMessage } from "node:http";
import { TLSSocket } from "node:tls";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { largestDocument } from "../../model/document-kinds.ts";
import type { Message } from "../../model/messages/define.ts";
import { message, render } from "../../model/messages/index.ts";
import { Problem } from "../../model/problem.ts";
import { submissionPath } from "../../model/submission/receipt.ts";
import type { Registration } from "../../model/submission/registration.ts";
import { noteOwnChange } from "../accounts/own-changes.ts";
import type { Services } from "../services.ts";
import type { ReceivingTier } from "./port.ts";
import { identifySender, receive, type Sender } from "./receive.ts";

/** What the server hands over with a request: the connection bears the certificate. */
export interface SubmissionEnv {
  Bindings: { readonly incoming: IncomingMessage };
  Variables: { from: string; registrations: readonly Registration[] };
}

/** What senders reach of a tier that receives: one path, by mutual TLS alone. */
export function submissionApp(services: Services, tier: ReceivingTier): Hono<SubmissionEnv> {
  const { log } = services;
  const app = new Hono<SubmissionEnv>();
  const megabytes = largestDocument / 1024 / 1024;
  const limit = bodyLimit({
    maxSize: largestDocument,
    onError: (c) => refuse(c, 413, "too-large", message("submission.too-large", { megabytes })),
  });

  app.post(submissionPath, knowSender(services), limit, async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const sent = { registrations: c.get("registrations"), from: c.get("from"), bytes };
    const { submission, again } = await receive(services, tier, sent);
    const { id, verdict, digest, registrationId, reasons } = submission;
    const said = { from: registrationId, verdict, digest, again, reasons: reasons.map(({ en }) => en) };
    await noteOwnChange(services, "submission.receive", `submission:${id}`, said);
    return c.json({ receipt: submission.receipt }, 200);
  });

  app.notFound((c) => c.json({ code: "not-found", message: "No such path." }, 404));
  app.onError((error, c) => {
    log.error({ err: error }, "a submission could not be taken up");
    const code = error instanceof Problem && error.code.startsWith("store-") ? error.code : "internal";
    return refuse(c, 503, code, message("submission.not-kept"));
  });
  return app;
}

/** Turns strangers away before a byte of the body is read. */
function knowSender(services: Services) {
  return async function knowSender(c: Context<SubmissionEnv>, next: () => Promise<void>): Promise<Response | undefined> {
    const { socket } = c.env.incoming;
    const sender = senderOf(socket);
    const registrations = await identifySender(services, sender);
    if (sender === undefined || "key" in registrations) {
      if (sender !== undefined) services.knocks.note({ ...sender, at: services.clock.now() });
      const because = "key" in registrations ? registrations : message("submission.no-certificate");
      return refuse(c, 403, "certificate-refused", because);
    }
    c.set("from", sender.fingerprint);
    c.set("registrations", registrations);
    await next();
    return undefined;
  };
}

function refuse(c: Context, status: ContentfulStatusCode, code: string, because: Message): Response {
  return c.json({ code, reason: render(because) }, status);
}

/** The certificate of the connection; the handshake has proved that the sender holds its key. */
function senderOf(socket: IncomingMessage["socket"]): Sender | undefined {
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (certificate === undefined) return undefined;
  return {
    fingerprint: certificate.fingerprint256,
    subject: certificate.subject.replaceAll("\n", ", ").slice(0, 300),
    validFrom: certificate.validFromDate.getTime(),
    validTo: certificate.validToDate.getTime(),
  };
}
