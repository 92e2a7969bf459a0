import type { AttestationVersionView } from "../../../api/contract/attestations.ts";
import { attestationVersions } from "../data/compliance-resources.ts";
import { useQuery } from "../data/use-query.ts";
import { Loaded } from "../parts/states.tsx";
import { Moment } from "../parts/time.tsx";
import { useWords } from "../words/language.tsx";
import { ClaimBody } from "./claim-body.tsx";

/** Every version as it was written, newest first; edits that came too late are marked and not lost. */
export function Versions({ id }: { id: string }) {
  const entry = useQuery(attestationVersions(id));
  return (
    <Loaded entry={entry} rows={2}>
      {({ items }) => (
        <ol className="versions">
          {items.toReversed().map((version) => (
            <Version key={`${version.at} ${version.by} ${version.change} ${version.attestation.version}`} version={version} />
          ))}
        </ol>
      )}
    </Loaded>
  );
}

function Version({ version: { at, by, change, late, attestation } }: { version: AttestationVersionView }) {
  const { t } = useWords();
  return (
    <li>
      <div className="claim-head">
        <strong>{t("claim.version", { n: attestation.version })}</strong>
        <span>{t(`claim.change-${change}`, { by })}</span>
        {late && <span className="pill pill-open">{t("claim.late")}</span>}
        <span className="faint">
          <Moment at={at} />
        </span>
      </div>
      {change !== "withdrawn" && <ClaimBody claim={attestation} />}
    </li>
  );
}
