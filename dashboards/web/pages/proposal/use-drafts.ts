import { useMemo, useState } from "react";
import type { ProposalDetail, TaskCreate } from "../../../../api/contract/discovery.ts";
import { type NodeDraft, nodeDrafts, watchedNodes } from "./node-preview.tsx";
import { chosenSignals, draftsOf, type Read, readsFor, type SignalDraft, unitOf } from "./signal-drafts.ts";

/** What is done with drafts of either protocol. */
interface Drafting<Draft> {
  readonly drafts: readonly Draft[];
  readonly change: (key: string, change: Partial<Draft>) => void;
}
export type Drafts =
  | ({ readonly protocol: "modbus"; readonly reads: readonly Read[] } & Drafting<SignalDraft>)
  | ({ readonly protocol: "opcua"; readonly watched: readonly string[] } & Drafting<NodeDraft>);

/** The signals of a proposal while a person looks at them; a new look at the device starts them anew. */
export function useDrafts(proposal: ProposalDetail): Drafts | undefined {
  const unit = unitOf(proposal);
  const [registers, setRegisters] = useState(() => draftsOf(unit?.tables ?? []));
  const [nodes, setNodes] = useState(() => nodeDrafts(proposal));
  const reads = useMemo(() => readsFor(draftsOf(unit?.tables ?? []), unit?.tables ?? []), [unit]);
  if (unit !== undefined) {
    const change = (key: string, by: Partial<SignalDraft>) =>
      setRegisters((before) => before.map((draft) => (draft.key === key ? { ...draft, ...by } : draft)));
    return { protocol: "modbus", drafts: registers, reads, change };
  }
  if (proposal.findings?.protocol !== "opcua") return undefined;
  const change = (key: string, by: Partial<NodeDraft>) =>
    setNodes((before) => before.map((draft) => (draft.nodeId === key ? { ...draft, ...by } : draft)));
  return { protocol: "opcua", drafts: nodes, watched: watchedNodes(nodeDrafts(proposal)), change };
}

/** What a preview of the drafts reads again and again; undefined where there is nothing to read. */
export function watchOf(url: string, drafts: Drafts): TaskCreate["work"] | undefined {
  if (drafts.protocol === "modbus") {
    const reads = [...drafts.reads];
    return reads.length === 0 ? undefined : { kind: "watch", url, values: { protocol: "modbus", reads } };
  }
  const nodeIds = [...drafts.watched];
  return nodeIds.length === 0 ? undefined : { kind: "watch", url, values: { protocol: "opcua", nodeIds } };
}

/** The signals that are taken in, in the form of inventory files. */
export function signalsOf(drafts: Drafts | undefined) {
  if (drafts === undefined) return [];
  if (drafts.protocol === "modbus") return chosenSignals(drafts.drafts);
  return drafts.drafts.filter(({ use }) => use).map(({ id, nodeId }) => ({ id, nodeId }));
}
