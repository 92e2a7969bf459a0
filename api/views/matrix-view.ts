import type { Catalog, Objective } from "../../catalogs/catalog.ts";
import type { Attestation } from "../../model/attestation.ts";
import type { Instant } from "../../model/instant.ts";
import type { Enterprise } from "../../model/inventory/inventory.ts";
import type { Score, ScoreNode } from "../../model/score.ts";
import type { FoundObjective } from "../../posture/attestations/expiry.ts";
import { standingOf } from "../../posture/attestations/standing.ts";
import { appliesTo, isEncouraged } from "../../posture/scoring/applicability.ts";
import { validitySpan } from "../../posture/scoring/validity.ts";
import type { DutyAssignment } from "../../store/records/compliance-port.ts";
import type { Matrix, MatrixControl, MatrixObjective, MatrixStatus, matrixStatuses } from "../contract/matrix.ts";
import { isoTimeOrNull } from "./time.ts";

export interface MatrixGround {
  readonly catalog: Catalog;
  readonly enterprise: Enterprise;
  readonly score: Score | undefined;
  readonly attestations: readonly Attestation[];
  readonly assignments: readonly DutyAssignment[];
  readonly objectives: ReadonlyMap<string, FoundObjective>;
  readonly now: Instant;
}

/** The controls of a catalogue with the status that follows from the newest score, and how people's claims stand. */
export function matrixView(ground: MatrixGround): Matrix {
  const { catalog, enterprise, score } = ground;
  const nodes = new Map(score?.root == null ? [] : [...levels(score.root)].map((node) => [node.id, node]));
  const tasks = catalog.tasks.map(({ id, title, controls }) => ({
    id,
    title,
    controls: controls.map((control) => controlView(control, nodes, ground)),
  }));
  const statuses = tasks.flatMap(({ controls }) => controls.map(({ status }) => status));
  const count = (status: MatrixStatus) => statuses.filter((one) => one === status).length;
  return {
    enterpriseId: enterprise.id,
    catalogId: catalog.id,
    profileVersion: score?.profileVersion ?? catalog.profile.version,
    at: isoTimeOrNull(score?.at),
    counts: {
      met: count("met"),
      partly: count("partly"),
      "not-met": count("not-met"),
      unknown: count("unknown"),
      "not-applicable": count("not-applicable"),
    } satisfies Record<(typeof matrixStatuses)[number], number>,
    tasks,
  };
}

function* levels(node: ScoreNode): Generator<ScoreNode> {
  yield node;
  for (const child of node.children) if (child.kind !== "pair") yield* levels(child);
}

type Control = Catalog["tasks"][number]["controls"][number];
type Nodes = ReadonlyMap<string, ScoreNode>;

function controlView(control: Control, nodes: Nodes, ground: MatrixGround): MatrixControl {
  const { id, officialNo = null, title, objectives } = control;
  const node = nodes.get(id);
  return {
    id,
    officialNo,
    title,
    ...figuresOf(node),
    capAt: node?.cap?.at ?? null,
    objectives: objectives.map((objective) => objectiveView(objective, nodes.get(objective.id), ground)),
  };
}

function objectiveView(objective: Objective, node: ScoreNode | undefined, ground: MatrixGround): MatrixObjective {
  const { catalog, enterprise, attestations, assignments, objectives, now } = ground;
  const { id, text, method } = objective;
  const standing = standingOf(id, attestations, { objectives, grade: enterprise.grade, now });
  const assignment = assignments.find(({ objectiveId }) => objectiveId === id);
  return {
    id,
    text,
    method,
    validity: validityView(objective, catalog, enterprise),
    ...(node === undefined ? encouragedFigures(objective, standing.backing, ground) : figuresOf(node)),
    encouraged: isEncouraged(objective),
    condition: catalog.profile.applicability[id]?.condition ?? null,
    pairs: method === "EXAMINE" || node === undefined ? null : countPairs(node),
    backing: standing.backing,
    attestationId: standing.decisive?.id ?? null,
    waitingId: standing.waiting?.id ?? null,
    expiresAt: isoTimeOrNull(standing.expiresAt),
    assignee: assignment?.assignee ?? null,
    dueAt: isoTimeOrNull(assignment?.dueAt),
    assignmentVersion: assignment?.version ?? 0,
  };
}

function validityView({ valid }: Objective, { profile }: Catalog, { grade }: Enterprise): MatrixObjective["validity"] {
  const span = validitySpan(valid, profile, grade);
  const kind = typeof valid === "string" ? valid : span === null ? "no-period" : "span";
  const orChangeOf = (typeof valid === "object" && "months" in valid ? valid.orChangeOf : undefined) ?? null;
  return { kind, span, orChangeOf };
}

const uncounted = { demonstrated: null, potential: null, coverage: null };

/** What is only encouraged is in no number; whether it is met is known all the same. */
function encouragedFigures(objective: Objective, backing: MatrixObjective["backing"], { catalog, enterprise }: MatrixGround) {
  const counts = isEncouraged(objective) && appliesTo(objective, catalog.profile, enterprise);
  const status: MatrixStatus = !counts
    ? "not-applicable"
    : backing === "backed"
      ? "met"
      : backing === "unmet"
        ? "not-met"
        : "unknown";
  return { status, ...uncounted };
}

function figuresOf(node: ScoreNode | undefined) {
  if (node === undefined) return { status: "not-applicable" as const, ...uncounted };
  const { demonstrated, potential, coverage } = node;
  return { status: statusOf(node), demonstrated, potential, coverage };
}

function statusOf({ demonstrated, coverage }: ScoreNode): MatrixStatus {
  if (demonstrated >= 100) return "met";
  if (demonstrated > 0) return "partly";
  if (coverage === 0) return "unknown";
  return coverage >= 100 ? "not-met" : "partly";
}

function countPairs({ children }: ScoreNode) {
  const count = (status: string) => children.filter(({ pair }) => pair?.status === status).length;
  return { pass: count("pass"), fail: count("fail"), unknown: count("unknown") };
}
