import type { AttestationView } from "../../../../api/contract/attestations.ts";
import { ClaimCard } from "../../claims/claim-card.tsx";
import { ClaimStateMark } from "../../claims/claim-state.tsx";
import { type ClaimTarget, targetOf } from "../../claims/claim-target.ts";
import { attestation, catalog, matrix } from "../../data/compliance-resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { Link } from "../../parts/link.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { useWords } from "../../words/language.tsx";

/** One statement: a claim, a compensating measure or a retirement. */
export default function AttestationPage({ id }: { id: string }) {
  const { t, sayTitle } = useWords();
  const entry = useQuery(attestation(id));
  return (
    <Loaded entry={entry} rows={8}>
      {(claim) => (
        <PageFrame
          title={sayTitle(claim.title)}
          crumbs={[{ to: to.compliance({ enterprise: claim.enterpriseId, view: "work" }), name: t("page.compliance") }]}
          aside={<ClaimStateMark claim={claim} />}
        >
          <Panel title={t(`claim.is-${claim.about.kind}`)} aside={<Subject claim={claim} />} flush>
            <Card claim={claim} />
          </Panel>
        </PageFrame>
      )}
    </Loaded>
  );
}

/** What it is about, to go there. */
function Subject({ claim: { about, enterpriseId, assetId, assetName } }: { claim: AttestationView }) {
  const { t, say } = useWords();
  if (about.kind === "objective") return <Link to={to.objective(enterpriseId, about.objectiveId)}>{t("word.objective")}</Link>;
  if (assetId === null || assetName === null) return null;
  return about.kind === "measure" ? (
    <Link to={to.findings({ enterprise: enterpriseId, asset: assetId, check: about.checkId })}>{say(assetName)}</Link>
  ) : (
    <span className="soft">{say(assetName)}</span>
  );
}

function Card({ claim }: { claim: AttestationView }) {
  const target = targetOf(claim);
  if (target !== undefined) return <ClaimCard claim={claim} target={target} />;
  return claim.about.kind === "objective" ? <ObjectiveCard claim={claim} objectiveId={claim.about.objectiveId} /> : null;
}

function ObjectiveCard({ claim, objectiveId }: { claim: AttestationView; objectiveId: string }) {
  const catalogId = claim.catalogId ?? "";
  const standing = useQuery(matrix(claim.enterpriseId, catalogId));
  const demanded = useQuery(catalog(catalogId));
  return (
    <Loaded entry={standing}>
      {({ tasks }) => (
        <Loaded entry={demanded}>
          {(detail) => {
            const of = <T extends { id: string }>(all: readonly { controls: readonly { objectives: readonly T[] }[] }[]) =>
              all
                .flatMap(({ controls }) => controls)
                .flatMap(({ objectives }) => objectives)
                .find(({ id }) => id === objectiveId);
            const objective = of(tasks);
            if (objective === undefined) return null;
            const target: ClaimTarget = { kind: "objective", objective, document: of(detail.tasks)?.document ?? null };
            return <ClaimCard claim={claim} target={target} />;
          }}
        </Loaded>
      )}
    </Loaded>
  );
}
