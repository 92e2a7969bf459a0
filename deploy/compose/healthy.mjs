// Exit status 0 when the centre in this container answers.
const port = process.env.PLANTWATCH_PORT ?? "7420";
const answer = await fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(4000) }).catch(() => undefined);
process.exitCode = answer?.ok === true ? 0 : 1;
