import { z } from "@hono/zod-openapi";
import { type Proposal, proposalStates } from "../../model/discovery/proposal.ts";
import { suggestEntry } from "../../model/discovery/suggestion.ts";
import { Problem } from "../../model/problem.ts";
import { listOf } from "../contract/common.ts";
import {
  type ProposalAcceptance,
  proposalAcceptanceSchema,
  proposalDecisionSchema,
  proposalDetailSchema,
  proposalViewSchema,
} from "../contract/discovery.ts";
import { inventoryRefusalSchema } from "../contract/inventory-edits.ts";
import { paths } from "../contract/paths.ts";
import { anyRole, readers } from "../http/access.ts";
import { maySee } from "../http/caller.ts";
import { answers, declareRoute, jsonBody, staleEdit } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import { notFound } from "../http/errors.ts";
import { addAsset } from "../inventory/editing/edit-inventory.ts";
import { proposalDecided } from "../live/discovery-texts.ts";
import type { Services } from "../services.ts";
import { proposalDetail, proposalView } from "../views/discovery-view.ts";
import { editorOf, refusal } from "./inventory.ts";
import { editingRoles } from "./inventory-declarations.ts";

const list = declareRoute(
  { method: "get", path: paths.proposals, access: readers },
  {
    summary: "Devices that were found and are in no inventory, newest first",
    request: { query: z.object({ enterprise: z.string().max(100).optional(), state: z.enum(proposalStates).optional() }) },
    responses: { 200: answers(listOf(proposalViewSchema)) },
  },
);

export function proposalRoutes(services: Services): Api {
  const { records, book, hub, clock } = services;
  const api = createApi();
  const atOwner = {
    scope: "enterprise",
    enterpriseOf: async ({ id = "" }) => (await records.proposals.get(id))?.enterpriseId,
  } as const;
  const params = z.object({ id: z.string().max(100) });
  const get = declareRoute(
    { method: "get", path: paths.proposal, access: { roles: anyRole, ...atOwner } },
    {
      summary: "A proposal with what was read and the entry that follows from it",
      request: { params },
      responses: { 200: answers(proposalDetailSchema) },
    },
  );
  const accept = declareRoute(
    { method: "post", path: paths.proposalAcceptance, access: { roles: editingRoles, ...atOwner }, audit: "proposal.accept" },
    {
      summary: "Take a device into the inventory, as a person edited its entry",
      request: { params, ...jsonBody(proposalAcceptanceSchema) },
      responses: {
        200: answers(proposalDetailSchema),
        ...staleEdit,
        422: {
          description: "Not a sound inventory; nothing was changed",
          content: { "application/json": { schema: inventoryRefusalSchema } },
        },
      },
    },
  );
  const decide = declareRoute(
    { method: "post", path: paths.proposalDecision, access: { roles: editingRoles, ...atOwner }, audit: "proposal.decide" },
    {
      summary: "Leave a device out of the list with the reason why, or take it back",
      request: { params, ...jsonBody(proposalDecisionSchema) },
      responses: { 200: answers(proposalDetailSchema), ...staleEdit },
    },
  );

  const read = async (id: string): Promise<Proposal> => {
    const proposal = await records.proposals.get(id);
    if (proposal === undefined) throw notFound("proposal");
    return proposal;
  };
  const save = async (proposal: Proposal, actor: string) => {
    await records.proposals.save([proposal]);
    await hub.publish([proposalDecided(proposal, actor, clock.now())]);
    return proposalDetail(proposal, await book.get(proposal.enterpriseId));
  };

  api.openapi(list, async (c) => {
    const { enterprise, state } = c.req.valid("query");
    const caller = c.get("caller");
    const entries = (await book.all()).filter(({ id }) => maySee(caller, id) && (enterprise === undefined || id === enterprise));
    const found = await Promise.all(
      entries.map(async (entry) => (await records.proposals.list(entry.id)).map((proposal) => proposalView(proposal, entry))),
    );
    return c.json({ items: found.flat().filter((one) => state === undefined || one.state === state) }, 200);
  });

  api.openapi(get, async (c) => {
    const proposal = await read(c.req.valid("param").id);
    return c.json(proposalDetail(proposal, await book.get(proposal.enterpriseId)), 200);
  });

  api.openapi(accept, async (c) => {
    const acceptance = c.req.valid("json");
    const proposal = await read(c.req.valid("param").id);
    demandFresh(proposal, acceptance.version);
    const editor = editorOf(c);
    const asset = entryOf(proposal, acceptance);
    const result = await addAsset(services, { enterpriseId: proposal.enterpriseId, asset, editor });
    if (!result.ok) return c.json(refusal(result.issues), 422);
    const at = clock.now();
    const decision = { by: editor.actor, at, reason: null, assetId: asset.id };
    c.set("auditDetail", { url: proposal.url, asset });
    return c.json(await save({ ...proposal, state: "accepted", decision, version: proposal.version + 1 }, editor.actor), 200);
  });

  api.openapi(decide, async (c) => {
    const asked = c.req.valid("json");
    const proposal = await read(c.req.valid("param").id);
    demandFresh(proposal, asked.version);
    const { actor } = c.get("caller");
    const reason = asked.decision === "ignore" ? asked.reason : null;
    c.set("auditDetail", { url: proposal.url, decision: asked.decision, ...(reason === null ? {} : { reason }) });
    const decided: Pick<Proposal, "state" | "decision"> =
      asked.decision === "reopen"
        ? { state: "open", decision: null }
        : { state: "ignored", decision: { by: actor, at: clock.now(), reason, assetId: null } };
    return c.json(await save({ ...proposal, ...decided, version: proposal.version + 1 }, actor), 200);
  });

  return api;
}

function demandFresh(proposal: Proposal, version: number): void {
  if (proposal.version === version && proposal.state !== "accepted") return;
  throw new Problem("stale-edit", "The proposal was changed meanwhile.", { advice: "Look at it again." });
}

/** The asset in the form of inventory files: what the person wrote, at the place that was found. */
function entryOf(proposal: Proposal, { asset, signals = [] }: ProposalAcceptance) {
  const { endpoint } = suggestEntry(proposal);
  const endpoints = [{ ...endpoint, ...(signals.length === 0 ? {} : { signals }) }];
  return { ...asset, site: proposal.siteId, endpoints };
}
