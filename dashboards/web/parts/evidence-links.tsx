import type { VerdictView } from "../../../api/contract/common.ts";
import { to } from "../routes.ts";
import { Link } from "./link.tsx";

/** The places in the facts that decided, each a link to the observation with that field marked. */
export function EvidenceLinks({ evidence }: { evidence: VerdictView["evidence"] }) {
  return (
    <span className="evidence">
      {evidence.map(({ observationId, probe, pointer }) => (
        <Link key={`${observationId} ${pointer}`} to={to.observation(observationId, pointer)}>
          <code>
            {probe}
            {pointer}
          </code>
        </Link>
      ))}
    </span>
  );
}
