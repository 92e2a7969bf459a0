import type { MsgHdrs } from "@nats-io/transport-node";
import { Problem } from "../../model/problem.ts";
import { type BusStream, busHeaders, type Question, senderOf, signedBytes } from "../../model/wire/bus.ts";
import { isSignedBy } from "../../model/wire/collector-key.ts";
import type { EnrolmentRecords } from "../../store/records/enrolment-port.ts";

export interface BusMessage {
  readonly subject: string;
  readonly data: Uint8Array;
  readonly headers?: MsgHdrs | undefined;
}

export interface Sender {
  readonly collectorId: string;
  readonly kind: BusStream | Question;
}

/**
 * The collector that sent a message, by its signature: whatever the NATS server lets through, a key that is revoked or another's opens
 * nothing from the next message on.
 * @throws Problem `unauthorized`
 */
export async function demandSender(enrolments: EnrolmentRecords, { subject, data, headers }: BusMessage): Promise<Sender> {
  const sender = senderOf(subject);
  if (sender === undefined) throw new Problem("unauthorized", "No collector may send on this subject.", { target: subject });
  const key = await enrolments.key(sender.collectorId);
  const said = headers?.get(busHeaders.key) ?? "";
  if (key === undefined || key.revokedAt !== null || key.publicKey !== said) {
    throw new Problem("unauthorized", "The key is not, or no longer, that of this collector.", {
      target: subject,
      advice: "Enrol the collector again with a new code.",
    });
  }
  const signature = Buffer.from(headers?.get(busHeaders.signature) ?? "", "base64");
  const signed = signedBytes(subject, headers?.get(busHeaders.answer) ?? "", data);
  if (!isSignedBy(key.publicKey, signed, signature)) {
    throw new Problem("unauthorized", "The message was not signed with the collector's key.", { target: subject });
  }
  return sender;
}
