import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { type SSEStreamingApi, streamSSE } from "hono/streaming";
import type { EventRecord } from "../../model/event.ts";
import { second } from "../../model/instant.ts";
import { paths } from "../contract/paths.ts";
import type { StreamHeartbeat } from "../contract/system.ts";
import { anyRole, readers } from "../http/access.ts";
import { type Caller, holdsSomewhere } from "../http/caller.ts";
import { declareRoute } from "../http/declare-route.ts";
import { type Api, type CentreEnv, createApi } from "../http/env.ts";
import type { Services } from "../services.ts";
import { eventView } from "../views/event-view.ts";
import { isoTime, isoTimeOrNull } from "../views/time.ts";
import { mayKnow } from "./timeline.ts";

const heartbeatEvery = 10 * second;
/** A page that missed more reads everything anew. */
const maxResumed = 1000;
/** A reader that is slower than this is cut off and resumes by its last id. */
const maxWaiting = 5000;

const stream = declareRoute(
  { method: "get", path: paths.events, access: readers },
  {
    summary: "What changes, as Server-Sent Events; `Last-Event-ID` resumes",
    request: {
      query: z.object({ enterprise: z.string().max(100).optional() }),
      headers: z.object({ "last-event-id": z.coerce.number().int().nonnegative().optional() }),
    },
    responses: { 200: { description: "A stream that does not end", content: { "text/event-stream": { schema: z.string() } } } },
  },
);

export function eventRoutes(services: Services): Api {
  return createApi().openapi(stream, (c) => {
    const { enterprise } = c.req.valid("query");
    const after = c.req.valid("header")["last-event-id"];
    c.header("cache-control", "no-cache, no-transform");
    c.header("x-accel-buffering", "no");
    return streamSSE(c, (sse) => new LiveStream(services, c, sse, enterprise).run(after));
  });
}

/** One open page: what it missed, then what happens, and a heartbeat while nothing does. */
class LiveStream {
  readonly #services: Services;
  readonly #context: Context<CentreEnv>;
  readonly #sse: SSEStreamingApi;
  readonly #enterprise: string | undefined;
  #caller: Caller;
  #waiting: EventRecord[] = [];
  #wake: (() => void) | undefined;

  constructor(services: Services, context: Context<CentreEnv>, sse: SSEStreamingApi, enterprise: string | undefined) {
    this.#services = services;
    this.#context = context;
    this.#sse = sse;
    this.#enterprise = enterprise;
    this.#caller = context.get("caller");
  }

  async run(after: number | undefined): Promise<void> {
    // Listening starts before the missed ones are read, so that none falls between; ids tell doubles.
    const stop = this.#services.hub.listen((events) => {
      this.#waiting.push(...events);
      this.#wake?.();
    });
    this.#sse.onAbort(() => this.#wake?.());
    try {
      let last = after === undefined ? 0 : await this.#resume(after);
      await this.#heartbeat();
      while (!this.#sse.aborted && !this.#sse.closed && this.#waiting.length <= maxWaiting) {
        const events = this.#waiting.splice(0).filter(({ id }) => id > last);
        for (const event of events) await this.#send(event);
        last = events.at(-1)?.id ?? last;
        if (this.#waiting.length === 0 && !(await this.#somethingHappens())) {
          if (!(await this.#stillAllowed())) return;
          await this.#heartbeat();
        }
      }
    } finally {
      stop();
    }
  }

  async #resume(after: number): Promise<number> {
    const filter = this.#enterprise === undefined ? {} : { enterpriseId: this.#enterprise };
    const missed = await this.#services.records.events.list({ ...filter, after, limit: maxResumed });
    for (const event of missed) await this.#send(event);
    return missed.at(-1)?.id ?? after;
  }

  async #send(event: EventRecord): Promise<void> {
    const other = this.#enterprise !== undefined && event.enterpriseId !== null && event.enterpriseId !== this.#enterprise;
    if (other || !(await mayKnow(this.#caller, event, this.#services.book))) return;
    await this.#sse.writeSSE({ id: String(event.id), event: event.kind, data: JSON.stringify(eventView(event)) });
  }

  async #heartbeat(): Promise<void> {
    const { clock, pulse } = this.#services;
    const beat: StreamHeartbeat = { now: isoTime(clock.now()), newestData: isoTimeOrNull(pulse.newest()) };
    await this.#sse.writeSSE({ event: "heartbeat", data: JSON.stringify(beat) });
  }

  /** Waits for the next event or the end of the stream; false where a heartbeat is due first. */
  #somethingHappens(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), heartbeatEvery);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  /** A stream may outlive a log-in or a role. */
  async #stillAllowed(): Promise<boolean> {
    this.#caller = await this.#services.sessions.identify(this.#context.req.raw.headers);
    return holdsSomewhere(this.#caller, anyRole);
  }
}
