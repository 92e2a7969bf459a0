import { z } from "@hono/zod-openapi";
import { languages } from "../../model/language.ts";
import { Problem } from "../../model/problem.ts";
import { paths } from "../contract/paths.ts";
import {
  type SimulationLine,
  type SimulationRecord,
  simulationRecordSchema,
  simulationRunSchema,
  simulationStartSchema,
  simulationViewSchema,
} from "../contract/simulation.ts";
import { type Access, readers } from "../http/access.ts";
import { answers, declareRoute, jsonBody, notPossible, staleEdit } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import type { Services } from "../services.ts";
import type { Simulation } from "../simulation/port.ts";
import { simulationColumns } from "../views/simulation-table.ts";
import { asAttachment, tableFile } from "../views/table-file.ts";

/** A run burdens the machine of the whole installation. */
const testers: Access = { roles: ["operator", "administrator"], scope: "installation" };
const byId = { params: z.object({ id: z.string().max(100) }) };

const view = declareRoute(
  { method: "get", path: paths.simulation, access: readers },
  { summary: "Scenarios that can be run, and runs, newest first", responses: { 200: answers(simulationViewSchema) } },
);
const start = declareRoute(
  { method: "post", path: paths.simulationRuns, access: testers, audit: "simulation.start" },
  {
    summary: "Run a scenario beside a monitor of its own; nothing of it enters the centre's records",
    request: jsonBody(simulationStartSchema),
    responses: { 201: answers(simulationRunSchema), ...staleEdit, ...notPossible },
  },
);
const detail = declareRoute(
  { method: "get", path: paths.simulationRun, access: readers },
  {
    summary: "A run: events, checks, and the truth beside what the monitor said, of good states only where the two differ",
    request: byId,
    responses: { 200: answers(simulationRecordSchema) },
  },
);
const stop = declareRoute(
  { method: "post", path: paths.simulationStop, access: testers, audit: "simulation.stop" },
  {
    summary: "End a run with its devices; answers when they are gone",
    request: byId,
    responses: { 200: answers(simulationRunSchema), ...notPossible },
  },
);
const file = declareRoute(
  { method: "get", path: paths.simulationFile, access: readers },
  {
    summary: "The whole truth of a run beside what the monitor said, as a file to keep",
    request: {
      ...byId,
      query: z.object({ format: z.enum(["csv", "json", "xlsx"]).default("csv"), lang: z.enum(languages).default("zh-CN") }),
    },
    responses: { 200: { description: "The file", content: { "application/octet-stream": { schema: z.string() } } } },
  },
);

export function simulationRoutes({ simulation }: Services): Api {
  const api = createApi();

  api.openapi(view, async (c) => {
    if (simulation === undefined) return c.json({ allowed: false, scenarios: [], runs: [] }, 200);
    const [scenarios, runs] = await Promise.all([simulation.scenarios(), simulation.runs()]);
    return c.json({ allowed: true, scenarios: [...scenarios], runs: [...runs] }, 200);
  });

  api.openapi(start, async (c) => {
    const asked = c.req.valid("json");
    c.set("auditTarget", `scenario:${asked.scenario}`);
    c.set("auditDetail", { seed: asked.seed, speed: asked.speed });
    return c.json(await demand(simulation).start({ ...asked, by: c.get("caller").actor }), 201);
  });

  api.openapi(detail, async (c) => c.json(shown(await recordOf(simulation, c.req.valid("param").id)), 200));

  api.openapi(stop, async (c) => {
    const { run } = await recordOf(simulation, c.req.valid("param").id);
    c.set("auditTarget", `scenario:${run.scenario}`);
    c.set("auditDetail", { run: run.id });
    return c.json(await demand(simulation).stop(run.id), 200);
  });

  api.openapi(file, async (c) => {
    const record = await recordOf(simulation, c.req.valid("param").id);
    const { format, lang } = c.req.valid("query");
    const name = `simulation-${record.run.scenario}-${record.run.id}.${format}`;
    if (format === "json") return c.body(JSON.stringify(record, null, 2), 200, asAttachment("application/json", name));
    const sheet = { "zh-CN": "仿真", en: "Simulation" }[lang];
    const made = await tableFile(format, { sheet, columns: simulationColumns(lang), rows: record.lines });
    return c.body(made.content, 200, asAttachment(made.mediaType, name));
  });

  return api;
}

function demand(simulation: Simulation | undefined): Simulation {
  if (simulation !== undefined) return simulation;
  throw new Problem("simulation-off", "This installation runs no simulations.", {
    advice: "Set `simulation: true` in its configuration file and start it again.",
  });
}

async function recordOf(simulation: Simulation | undefined, id: string): Promise<SimulationRecord> {
  const record = await simulation?.run(id);
  if (record === undefined) throw notFound("run");
  return record;
}

function shown(record: SimulationRecord): SimulationRecord {
  return { ...record, lines: record.lines.filter(isTold) };
}

/** Good states that hold from the start and were confirmed are many and say nothing. */
function isTold({ expected, from, state, said }: SimulationLine): boolean {
  return expected === "fail" || from !== null || state === "false-alarm" || (state === "missed" && said === "fail");
}
