import { batchStream, busStreams, subjects } from "../../model/wire/bus.ts";
import type { CollectorKey } from "../../store/records/enrolment-port.ts";

/**
 * The `authorization` block of a NATS server: centres may do what Plantwatch does, each collector may send as itself and hear what is
 * meant for it. Collectors whose key was revoked are left out.
 */
export function natsUsers(centreKeys: readonly string[], collectors: readonly CollectorKey[]): string {
  const users = [
    ...centreKeys.map((key) => user(key, centrePublishes, centreHears)),
    ...collectors
      .filter(({ revokedAt }) => revokedAt === null)
      .map(({ collectorId, publicKey }) => user(publicKey, publishes(collectorId), hears(collectorId))),
  ];
  return `authorization {\n  users = [\n${users.map((one) => `    ${one}\n`).join("")}  ]\n}\n`;
}

/** The stream and its consumers are made, asked for batches, and told what became of them. */
const centrePublishes = [
  "$JS.API.INFO",
  `$JS.API.STREAM.INFO.${batchStream}`,
  `$JS.API.STREAM.CREATE.${batchStream}`,
  `$JS.API.CONSUMER.>`,
  `$JS.ACK.${batchStream}.>`,
  "plantwatch.answer.>",
  "plantwatch.inbox.>",
];
const centreHears = ["_INBOX.>", subjects.questions()];

function publishes(collectorId: string): readonly string[] {
  return [...busStreams.map((stream) => subjects.batchesOf(stream, collectorId)), subjects.questionsOf(collectorId)];
}

function hears(collectorId: string): readonly string[] {
  return [subjects.answersTo(collectorId), subjects.inboxesOf(collectorId)];
}

function user(key: string, publish: readonly string[], subscribe: readonly string[]): string {
  return `{ nkey: ${key}, permissions: { publish: ${listOf(publish)}, subscribe: ${listOf(subscribe)} } }`;
}

function listOf(names: readonly string[]): string {
  return `[${names.map((name) => JSON.stringify(name)).join(", ")}]`;
}
