import { Button } from "antd";
import { useState } from "react";
import { ClaimCard } from "../../claims/claim-card.tsx";
import { ClaimDrawer } from "../../claims/claim-drawer.tsx";
import type { ClaimTarget } from "../../claims/claim-target.ts";
import { catalog, claimsOf, matrix } from "../../data/compliance-resources.ts";
import { enterprise } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { SimulatedTag } from "../../parts/marks.tsx";
import { MatrixMark } from "../../parts/matrix-marks.tsx";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { to } from "../../routes.ts";
import { shortId } from "../../score/node-names.ts";
import { may } from "../../shell/may.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { NotFoundPage } from "../not-found-page.tsx";
import { Demand } from "./demand.tsx";
import { Found } from "./found.tsx";
import { ObjectiveSide } from "./objective-side.tsx";
import { type Standing, standingOf } from "./standing.ts";
import "./objective.css";

/** One objective of an enterprise: what is asked, how it is judged, what was found, who backs it. */
export default function ObjectivePage({ enterpriseId, objectiveId }: { enterpriseId: string; objectiveId: string }) {
  const catalogId = objectiveId.split(".")[0] ?? "";
  const standing = useQuery(matrix(enterpriseId, catalogId));
  const demanded = useQuery(catalog(catalogId));
  return (
    <Loaded entry={standing} rows={12}>
      {(matrixView) => (
        <Loaded entry={demanded} rows={12}>
          {(detail) => {
            const found = standingOf(matrixView, detail, objectiveId);
            return found === undefined ? <NotFoundPage /> : <Content standing={found} />;
          }}
        </Loaded>
      )}
    </Loaded>
  );
}

function Content({ standing }: { standing: Standing }) {
  const { t, sayTitle } = useWords();
  const { enterpriseId, objective, control } = standing;
  return (
    <PageFrame
      title={`${shortId(objective.id)} ${sayTitle(objective.text)}`}
      crumbs={[
        {
          to: to.compliance({ enterprise: enterpriseId, catalog: objective.id.split(".")[0] ?? "" }),
          name: t("page.compliance"),
        },
      ]}
      aside={<Aside standing={standing} />}
    >
      <div className="grid-main-side">
        <div className="stack">
          <Demand standing={standing} />
          <Found standing={standing} />
          <Claims standing={standing} />
        </div>
        <ObjectiveSide enterpriseId={enterpriseId} control={control} objective={objective} />
      </div>
    </PageFrame>
  );
}

function Aside({ standing: { enterpriseId, objective } }: { standing: Standing }) {
  const { t, say } = useWords();
  const detail = useQuery(enterprise(enterpriseId)).value;
  return (
    <>
      <span className="objective-mark">
        <MatrixMark status={objective.status} />
      </span>
      {objective.encouraged && <span className="tag">{t("objective.encouraged")}</span>}
      {detail !== undefined && <span className="push soft">{say(detail.name)}</span>}
      {detail?.simulated === true && <SimulatedTag />}
    </>
  );
}

/** What people stated about it, newest first, and the way to state something. */
function Claims({ standing: { enterpriseId, objective, catalogObjective } }: { standing: Standing }) {
  const { t } = useWords();
  const session = useSession();
  const entry = useQuery(claimsOf(enterpriseId, objective.id));
  const [writing, setWriting] = useState(false);
  const target: ClaimTarget = { kind: "objective", objective, document: catalogObjective.document };
  const mayClaim = may(session, "claim", enterpriseId);
  const waits = objective.waitingId !== null;
  const examined = objective.method === "EXAMINE";
  return (
    <Panel
      title={t("objective.claims")}
      note={waits && mayClaim ? t("objective.waits") : undefined}
      aside={
        mayClaim &&
        !waits && (
          <Button type="primary" onClick={() => setWriting(true)}>
            {t(examined ? "claim.new-objective" : "claim.new-scope")}
          </Button>
        )
      }
      flush
    >
      <Loaded entry={entry}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t("objective.no-claim")}>
              <p>{t(!examined ? "objective.no-claim-test" : mayClaim ? "objective.no-claim-next" : "objective.no-claim-read")}</p>
            </EmptyState>
          ) : (
            items.map((claim) => <ClaimCard key={claim.id} claim={claim} target={target} />)
          )
        }
      </Loaded>
      <ClaimDrawer open={writing} enterpriseId={enterpriseId} target={target} onClose={() => setWriting(false)} />
    </Panel>
  );
}
