import type { ReactNode } from "react";
import { pageClock, useNow } from "../data/clock.ts";
import { useLive } from "../data/live.ts";
import { SimulatedTag } from "../parts/marks.tsx";
import { Logo } from "../shell/logo.tsx";
import { useNewestData } from "../shell/use-system.ts";
import { useWords } from "../words/language.tsx";
import { greyness } from "./freshness.ts";
import { useTurn } from "./use-turn.ts";
import type { WallView } from "./wallboard.tsx";

/** One view at a time under a line that says how far it can be believed. */
export function WallFrame({ views, demo }: { views: readonly WallView[] | undefined; demo: boolean }) {
  const { t } = useWords();
  const { index, held } = useTurn(views?.length ?? 0);
  const view = views?.[index];
  return (
    <div className="wall">
      <header className="wall-head">
        <Logo />
        <h1>{view?.title ?? t("wall.title")}</h1>
        {(demo || view?.simulated === true) && <SimulatedTag />}
        <Clock />
      </header>
      <Warning />
      <Greyed>
        <div key={view?.key} className="wall-view">
          {view?.content ?? <p className="wall-empty">{t("wall.loading")}</p>}
        </div>
      </Greyed>
      <footer className="wall-foot">
        <DataAge />
        {views !== undefined && <span>{held ? t("wall.held") : t("wall.page", { page: index + 1, pages: views.length })}</span>}
      </footer>
    </div>
  );
}

function Clock() {
  const { format } = useWords();
  const now = useNow();
  return <time className="wall-clock">{format.time(now, now)}</time>;
}

function useNewest(): number | null {
  const newest = useNewestData();
  return newest === null ? null : Math.min(Date.parse(newest), pageClock.now());
}

function Greyed({ children }: { children: ReactNode }) {
  const grey = greyness(useNewest(), useNow());
  return (
    <main
      className="wall-main"
      data-grey={grey.toFixed(2)}
      style={{ filter: `grayscale(${grey}) brightness(${1 - grey * 0.25})` }}
    >
      {children}
    </main>
  );
}

/** Says in words what greys the page; nothing while all is well. */
function Warning() {
  const { t, format } = useWords();
  const { state, retryAt } = useLive();
  const now = useNow();
  const newest = useNewest();
  const age = newest === null ? t("time.never") : format.age(newest, now);
  if (state === "stale") {
    const seconds = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1000);
    const next = seconds > 0 ? t("wall.retry", { seconds }) : t("wall.retrying");
    return <p className="wall-warning" role="status">{`⚠ ${t("wall.lost", { age })} · ${next}`}</p>;
  }
  if (greyness(newest, now) === 0) return null;
  return (
    <p className="wall-warning" role="status">
      ⚠ {newest === null ? t("wall.never") : t("wall.old", { age })}
    </p>
  );
}

function DataAge() {
  const { t, format } = useWords();
  const { state } = useLive();
  const now = useNow();
  const newest = useNewest();
  return (
    <span className={`wall-live live-${state}`}>
      <i aria-hidden="true" /> {t(`shell.${state}`)} ·{" "}
      {newest === null ? t("shell.data-none") : t("shell.data-age", { age: format.age(newest, now) })}
    </span>
  );
}
