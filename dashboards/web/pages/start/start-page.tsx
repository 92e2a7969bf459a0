import { Button, Steps } from "antd";
import { inventory } from "../../data/inventory-resources.ts";
import { collectors, enterprises } from "../../data/resources.ts";
import { useQuery } from "../../data/use-query.ts";
import { PageFrame, Panel } from "../../parts/page.tsx";
import { EmptyState, Loaded } from "../../parts/states.tsx";
import { navigate, setQuery, usePlace } from "../../router.ts";
import { to } from "../../routes.ts";
import { may, mayForAll } from "../../shell/may.ts";
import { remember } from "../../shell/preferences.ts";
import { useSession } from "../../shell/session-gate.tsx";
import { useWords } from "../../words/language.tsx";
import { useAllAssets } from "../assets/use-all-assets.ts";
import { AssetsStep } from "./assets-step.tsx";
import { EnterpriseStep } from "./enterprise-step.tsx";
import { ObserveStep } from "./observe-step.tsx";
import { currentStep, doneSteps, type StartGround, type StartStep, startSteps } from "./progress.ts";
import { ScoreStep } from "./score-step.tsx";
import { SiteStep } from "./site-step.tsx";
import "./start.css";

/** From nothing to a first score, one question at a time; every step can be skipped and taken up later. */
export default function StartPage() {
  const { t } = useWords();
  const session = useSession();
  const { query } = usePlace();
  const entry = useQuery(enterprises);
  return (
    <PageFrame title={t("start.title")} aside={<Later />}>
      <Loaded entry={entry}>
        {({ items }) => {
          const editable = items.filter(({ id, simulated }) => !simulated && may(session, "edit-inventory", id));
          const chosen = editable.find(({ id }) => id === query.get("enterprise")) ?? editable[0];
          if (chosen === undefined && !mayForAll(session)) return <EmptyState title={t("start.not-allowed")} />;
          return <Guide enterprise={chosen} />;
        }}
      </Loaded>
    </PageFrame>
  );
}

function Guide({ enterprise }: { enterprise: StartGround["enterprise"] }) {
  const { t } = useWords();
  const { query } = usePlace();
  const view = useQuery(enterprise === undefined ? null : inventory(enterprise.id)).value;
  const { items } = useAllAssets(enterprise?.id ?? "");
  const ground: StartGround = { enterprise, inventory: view, assets: enterprise === undefined ? [] : items };
  const done = doneSteps(ground);
  const step = currentStep(query.get("step"), done);
  return (
    <div className="stack">
      <Steps
        current={startSteps.indexOf(step)}
        size="small"
        items={startSteps.map((name) => ({
          title: t(`start.step-${name}`),
          status: name === step ? "process" : done.has(name) ? "finish" : "wait",
          disabled: enterprise === undefined,
        }))}
        onChange={(index) => go(startSteps[index] ?? "enterprise", enterprise?.id)}
      />
      <Panel title={t(`start.ask-${step}`)} className="start-panel">
        <div className="stack">
          <p className="soft">{t(`start.why-${step}`)}</p>
          <Content step={step} ground={ground} />
          <Skip step={step} enterpriseId={enterprise?.id} isDone={done.has(step)} />
        </div>
      </Panel>
    </div>
  );
}

/** Shows a step of the guide. */
function go(step: StartStep, enterprise: string | undefined): void {
  setQuery({ step, enterprise: enterprise ?? null });
}

function Content({ step, ground: { enterprise, inventory: view, assets } }: { step: StartStep; ground: StartGround }) {
  const known = useQuery(collectors).value?.items ?? [];
  if (step === "enterprise" || enterprise === undefined) {
    return <EnterpriseStep enterprise={enterprise} collectors={known} onDone={(id) => go("site", id)} />;
  }
  if (view === undefined) return null;
  const next = startSteps[startSteps.indexOf(step) + 1] ?? "score";
  const onDone = () => go(next, enterprise.id);
  if (step === "site") return <SiteStep view={view} collectors={known} onDone={onDone} />;
  if (step === "assets") return <AssetsStep view={view} assets={assets} onDone={onDone} />;
  if (step === "observe") return <ObserveStep view={view} assets={assets} collectors={known} onDone={onDone} />;
  return <ScoreStep enterprise={enterprise} />;
}

function Skip({ step, enterpriseId, isDone }: { step: StartStep; enterpriseId: string | undefined; isDone: boolean }) {
  const { t } = useWords();
  const next = startSteps[startSteps.indexOf(step) + 1];
  if (enterpriseId === undefined || next === undefined || isDone) return null;
  return (
    <div>
      <Button type="link" onClick={() => go(next, enterpriseId)}>
        {t("start.skip")}
      </Button>
    </div>
  );
}

/** Leaves the guide; the overview does not lead into it by itself any more. */
function Later() {
  const { t } = useWords();
  const leave = () => {
    remember("start", "later");
    navigate(to.overview());
  };
  return (
    <span className="push">
      <Button type="link" onClick={leave}>
        {t("start.later")}
      </Button>
    </span>
  );
}
