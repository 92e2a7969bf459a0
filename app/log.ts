import pino, { type Logger } from "pino";

/** Fields that never reach a log, wherever they stand. */
const secrets = ["password", "token", "authorization", "cookie", "secret", "privateKeyPem"].flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]);

/** A log of JSON lines on standard error; `PLANTWATCH_LOG` sets the level (default `info`). */
export function createLog(process: string): Logger {
  const level = globalThis.process.env.PLANTWATCH_LOG ?? "info";
  return pino({ name: process, level, redact: { paths: secrets, censor: "[redacted]" } }, pino.destination(2));
}
