import { useSyncExternalStore } from "react";
import { apiRoot, paths } from "../../../api/contract/paths.ts";
import { type EventView, eventViewSchema, streamHeartbeatSchema } from "../../../api/contract/system.ts";
import { eventKinds } from "../../../model/event.ts";
import { type Instant, second } from "../../../model/instant.ts";
import { retryDelay } from "./back-off.ts";
import { pageClock, setCentreTime } from "./clock.ts";
import { concernedBy } from "./concerns.ts";
import { cache } from "./use-query.ts";

export interface Live {
  /** `stale`: nothing new can reach the page, so what it shows only grows older. */
  readonly state: "connecting" | "live" | "stale";
  /** When the newest observation came in, as the stream last said. */
  readonly newestData: string | null;
  /** When the next attempt to connect is due; null while there is a connection. */
  readonly retryAt: Instant | null;
}

/** A short gap, as at a restart of the centre, is not worth a grey page. */
const patience = 3 * second;
/** Two heartbeats and a half: a connection can die without either side being told. */
const silenceLimit = 25 * second;
/** Events come in bursts, one for every verdict of a judgement; one read answers a burst. */
const gather = 400;

let live: Live = { state: "connecting", newestData: null, retryAt: null };
let source: EventSource | undefined;
let failures = 0;
let gathered: EventView[] = [];
const timers = new Map<"patience" | "retry" | "gather" | "silence", ReturnType<typeof setTimeout>>();
const listeners = new Set<() => void>();

function become(next: Partial<Live>): void {
  live = { ...live, ...next };
  for (const listener of listeners) listener();
}

function stop(name: Parameters<typeof timers.get>[0]): void {
  clearTimeout(timers.get(name));
  timers.delete(name);
}

function start(name: Parameters<typeof timers.get>[0], after: number, action: () => void): void {
  if (timers.has(name)) return;
  const run = () => {
    timers.delete(name);
    action();
  };
  timers.set(name, setTimeout(run, after));
}

/** Anything that comes is a sign of life. */
function heard(): void {
  stop("silence");
  start("silence", silenceLimit, failed);
  stop("patience");
  const missed = failures > 0 || live.state === "stale";
  failures = 0;
  if (live.state === "live" && !missed) return;
  become({ state: "live", retryAt: null });
  if (missed) cache.refresh(() => true);
}

function failed(): void {
  start("patience", patience, () => become({ state: "stale" }));
  // A source that retries by itself does so at a fixed pace, and gives up where the centre refuses it.
  source?.close();
  stop("silence");
  if (timers.has("retry")) return;
  const delay = retryDelay(failures, Math.random());
  failures += 1;
  become({ retryAt: pageClock.now() + delay });
  start("retry", delay, connect);
}

function beat(message: MessageEvent<string>): void {
  heard();
  const parsed = streamHeartbeatSchema.safeParse(tryJson(message.data));
  if (!parsed.success) return;
  setCentreTime(Date.parse(parsed.data.now));
  become({ newestData: parsed.data.newestData });
}

function received(message: MessageEvent<string>): void {
  heard();
  const event = eventViewSchema.safeParse(tryJson(message.data));
  if (!event.success) return;
  gathered.push(event.data);
  start("gather", gather, passOn);
}

function passOn(): void {
  const concerned = gathered.map(concernedBy);
  gathered = [];
  cache.refresh((path) => concerned.some((matches) => matches(path)));
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function connect(): void {
  source?.close();
  // A connection that hangs before its first word counts as silent, too.
  start("silence", silenceLimit, failed);
  source = new EventSource(apiRoot + paths.events);
  source.addEventListener("open", heard);
  source.addEventListener("error", failed);
  source.addEventListener("heartbeat", beat);
  for (const kind of eventKinds) source.addEventListener(kind, received);
}

/** Follows the centre's events until the answer is called. */
export function startLive(): () => void {
  connect();
  return () => {
    for (const name of [...timers.keys()]) stop(name);
    source?.close();
    source = undefined;
    failures = 0;
    become({ state: "connecting", retryAt: null });
  };
}

/** Whether what the page shows is kept fresh, and how old the newest of it is. */
export function useLive(): Live {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => live,
  );
}
