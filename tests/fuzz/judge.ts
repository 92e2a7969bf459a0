import type { ProbeReport, Traffic } from "../../collector/drivers/define.ts";
import { metricPointSchema } from "../../model/metric.ts";
import { outcomeSchema, reasonSchema } from "../../model/observation.ts";
import { findProbe } from "../../model/protocols/index.ts";

/** What is wrong with the form of a report, whatever the device answered; empty where nothing is. */
export function faultsOf(jobId: string, report: ProbeReport): string[] {
  return [
    ...outcomeFaults(report),
    ...factsFaults(jobId, report),
    ...report.samples.flatMap((sample) => {
      const place = { enterprise: "e", site: "s", asset: "a" };
      const parsed = metricPointSchema.safeParse({ ...sample, tags: { ...place, ...sample.tags } });
      return parsed.success ? [] : [`a sample that is no metric point: ${parsed.error.message}`];
    }),
    ...trafficFaults(report.traffic),
  ];
}

function outcomeFaults({ outcome, reason }: ProbeReport): string[] {
  if (!outcomeSchema.safeParse(outcome).success) return [`an unknown outcome ${outcome}`];
  if (outcome === "answered") return reason === undefined ? [] : ["an answer with a reason why there is none"];
  if (reason === undefined || reason.code === "") return [`${outcome} without a reason`];
  const parsed = reasonSchema.safeParse(reason);
  return parsed.success ? [] : [`a reason that is none: ${parsed.error.message}`];
}

function factsFaults(jobId: string, { outcome, facts }: ProbeReport): string[] {
  if (facts === undefined) return [];
  if (outcome !== "answered") return [`facts though ${outcome}`];
  const probe = findProbe(jobId);
  if (probe === undefined) return [`facts of ${jobId}, which is no probe`];
  const parsed = probe.schema.safeParse(facts);
  return parsed.success ? [] : [`facts that are none of ${jobId}: ${parsed.error.message}`];
}

function trafficFaults(traffic: Traffic): string[] {
  return Object.entries(traffic).flatMap(([name, value]) =>
    Number.isFinite(value) && value >= 0 ? [] : [`${name} is ${value}`],
  );
}
