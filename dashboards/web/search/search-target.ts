import { apiRoot, paths } from "../../../api/contract/paths.ts";
import type { SearchHit } from "../../../api/contract/search.ts";
import { fill } from "../data/fill-path.ts";
import { to } from "../routes.ts";

/** Where a hit leads: a page, or for a document its bytes. */
export function searchTarget({ kind, id, enterpriseId }: SearchHit): string {
  const enterprise = enterpriseId ?? "";
  const of = enterpriseId === null ? {} : { enterprise: enterpriseId };
  switch (kind) {
    case "enterprise":
      return to.enterprise(id);
    case "site":
      return to.zones(of);
    case "asset":
      return to.asset(id);
    case "finding":
      return to.finding(id);
    case "check":
      return to.findings({ check: id });
    case "objective":
      return enterpriseId === null ? to.compliance() : to.objective(enterprise, id);
    case "control":
      return to.compliance({ ...of, catalog: id.split(".")[0] ?? id });
    case "document":
      return apiRoot + fill(paths.document, { enterprise, sha256: id });
  }
}
