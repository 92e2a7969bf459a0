import type { Check } from "../../posture/checks/define.ts";
import { listOf } from "../contract/common.ts";
import { type CheckView, checkViewSchema } from "../contract/findings.ts";
import { paths } from "../contract/paths.ts";
import { signedIn } from "../http/access.ts";
import { answers, declareRoute } from "../http/declare-route.ts";
import { type Api, createApi } from "../http/env.ts";
import type { Services } from "../services.ts";

const list = declareRoute(
  { method: "get", path: paths.checks, access: signedIn },
  { summary: "Every check of this release", responses: { 200: answers(listOf(checkViewSchema)) } },
);

export function checkRoutes({ checks }: Services): Api {
  return createApi().openapi(list, (c) => c.json({ items: checks.map(checkView) }, 200));
}

function checkView(check: Check): CheckView {
  const { id, scope, severity, text, references, givesWayTo = [] } = check;
  return {
    id,
    scope,
    severity,
    ...text,
    references: [...references],
    givesWayTo: [...givesWayTo],
    needs: check.scope === "endpoint" ? check.needs.map((probe) => probe.id) : [],
  };
}
