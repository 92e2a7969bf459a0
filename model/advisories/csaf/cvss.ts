/** Base scores from vectors: CVSS 3.0 and 3.1 (section 7.1, appendix A) and 2.0 (section 3.2.1). */

type Weights = Readonly<Record<string, Readonly<Record<string, number>>>>;

const weights3: Weights = {
  AV: { N: 0.85, A: 0.62, L: 0.55, P: 0.2 },
  AC: { L: 0.77, H: 0.44 },
  UI: { N: 0.85, R: 0.62 },
  C: { H: 0.56, L: 0.22, N: 0 },
  I: { H: 0.56, L: 0.22, N: 0 },
  A: { H: 0.56, L: 0.22, N: 0 },
};
const privileges: Weights = { U: { N: 0.85, L: 0.62, H: 0.27 }, C: { N: 0.85, L: 0.68, H: 0.5 } };
const weights2: Weights = {
  AV: { L: 0.395, A: 0.646, N: 1 },
  AC: { H: 0.35, M: 0.61, L: 0.71 },
  Au: { M: 0.45, S: 0.56, N: 0.704 },
  C: { N: 0, P: 0.275, C: 0.66 },
  I: { N: 0, P: 0.275, C: 0.66 },
  A: { N: 0, P: 0.275, C: 0.66 },
};

/** The base score that a vector comes to; undefined where the vector is none of that version. */
export function baseScore(version: "2.0" | "3.0" | "3.1", vector: string): number | undefined {
  const metrics = metricsOf(version, vector);
  if (metrics === undefined) return undefined;
  const score = version === "2.0" ? score2(metrics) : score3(metrics, version);
  return Number.isNaN(score) ? undefined : score;
}

/** The word for a score (3.x, section 5). */
export function severityWord(score: number): "NONE" | "LOW" | "MEDIUM" | "HIGH" | "CRITICAL" {
  if (score === 0) return "NONE";
  if (score < 4) return "LOW";
  if (score < 7) return "MEDIUM";
  return score < 9 ? "HIGH" : "CRITICAL";
}

function metricsOf(version: string, vector: string): ReadonlyMap<string, string> | undefined {
  const prefix = version === "2.0" ? "" : `CVSS:${version}/`;
  if (!vector.startsWith(prefix)) return undefined;
  const pairs = vector
    .slice(prefix.length)
    .split("/")
    .map((part) => part.split(":"));
  if (pairs.some((pair) => pair.length !== 2)) return undefined;
  const metrics = new Map(pairs.map(([name = "", value = ""]) => [name, value]));
  return metrics.size === pairs.length ? metrics : undefined;
}

/** NaN where the vector lacks the metric or gives it another value than those of the table. */
function weigher(table: Weights, metrics: ReadonlyMap<string, string>) {
  return (name: string) => table[name]?.[metrics.get(name) ?? ""] ?? Number.NaN;
}

function score3(metrics: ReadonlyMap<string, string>, version: "3.0" | "3.1"): number {
  const weigh = weigher(weights3, metrics);
  const scope = metrics.get("S") ?? "";
  const changed = scope === "C";
  const loss = 1 - (1 - weigh("C")) * (1 - weigh("I")) * (1 - weigh("A"));
  const impact = changed ? 7.52 * (loss - 0.029) - 3.25 * (loss - 0.02) ** 15 : 6.42 * loss;
  const required = privileges[scope]?.[metrics.get("PR") ?? ""] ?? Number.NaN;
  const exploitability = 8.22 * weigh("AV") * weigh("AC") * required * weigh("UI");
  if (impact <= 0) return Number.isNaN(exploitability) ? Number.NaN : 0;
  const up = version === "3.1" ? roundUp : (value: number) => Math.ceil(value * 10) / 10;
  return up(Math.min((changed ? 1.08 : 1) * (impact + exploitability), 10));
}

/** Rounds up to one decimal without the errors of floating point (3.1, appendix A). */
function roundUp(value: number): number {
  const whole = Math.round(value * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}

function score2(metrics: ReadonlyMap<string, string>): number {
  const weigh = weigher(weights2, metrics);
  const impact = 10.41 * (1 - (1 - weigh("C")) * (1 - weigh("I")) * (1 - weigh("A")));
  const exploitability = 20 * weigh("AV") * weigh("AC") * weigh("Au");
  return Math.round((0.6 * impact + 0.4 * exploitability - 1.5) * (impact === 0 ? 0 : 1.176) * 10) / 10;
}
