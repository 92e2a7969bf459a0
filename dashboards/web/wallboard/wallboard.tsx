import { type ReactNode, useEffect } from "react";
import type { EnterpriseSummary } from "../../../api/contract/enterprises.ts";
import { Problem } from "../../../model/problem.ts";
import { startLive, useLive } from "../data/live.ts";
import { enterprises, session, system } from "../data/resources.ts";
import { cache, useQuery } from "../data/use-query.ts";
import { useSystemRefresh } from "../shell/use-system.ts";
import { useWords } from "../words/language.tsx";
import { CollectorsView } from "./collectors-view.tsx";
import { EnterprisesView } from "./enterprises-view.tsx";
import { EventsView } from "./events-view.tsx";
import { SignedOut } from "./signed-out.tsx";
import { TasksView } from "./tasks-view.tsx";
import { WallFrame } from "./wall-frame.tsx";
import { ZonesView } from "./zones-view.tsx";

/** Rows of enterprises that fit on a screen. */
const rowsShown = 4;
/** Enterprises that get views of their own; more would take too long to come round. */
const detailed = 6;
/** A log-in in another window of this browser is noticed within this time, milliseconds. */
const sessionLook = 10_000;

/** Is anything wrong right now? */
export function Wallboard() {
  useEffect(startLive, []);
  useSystemRefresh();
  const signedOut = useSignedOut();
  const entry = useQuery(enterprises);
  const demo = useQuery(system).value?.demo === true;
  const views = useViews(entry.value?.items);
  return signedOut ? <SignedOut /> : <WallFrame views={views} demo={demo} />;
}

/** The centre is asked again and again, so that the wallboard goes on by itself after a log-in. */
function useSignedOut(): boolean {
  const { error } = useQuery(session);
  const { retryAt } = useLive();
  // biome-ignore lint/correctness/useExhaustiveDependencies: every failed connection is a reason to look
  useEffect(() => cache.refresh((path) => path === session.path), [retryAt]);
  const signedOut = error instanceof Problem && error.code === "unauthorized";
  useEffect(() => {
    const timer = setInterval(() => cache.refresh((path) => path === session.path), sessionLook);
    return () => clearInterval(timer);
  }, []);
  // What failed while nobody was signed in is read anew.
  useEffect(() => {
    if (!signedOut) cache.refresh((path) => path !== session.path);
  }, [signedOut]);
  return signedOut;
}

export interface WallView {
  readonly key: string;
  readonly title: string;
  /** Whether it shows a simulated enterprise alone. */
  readonly simulated: boolean;
  readonly content: ReactNode;
}

function useViews(items: readonly EnterpriseSummary[] | undefined): readonly WallView[] | undefined {
  const { t, say } = useWords();
  if (items === undefined) return undefined;
  const worstFirst = items.toSorted((one, other) => (one.score?.demonstrated ?? 101) - (other.score?.demonstrated ?? 101));
  const pages = Array.from({ length: Math.max(1, Math.ceil(items.length / rowsShown)) }, (_, page) => ({
    key: `enterprises ${page}`,
    title: t("wall.view-enterprises"),
    simulated: false,
    content: <EnterprisesView enterprises={worstFirst.slice(page * rowsShown, (page + 1) * rowsShown)} />,
  }));
  const own = worstFirst.slice(0, detailed).flatMap(({ id, name, simulated }) => [
    { key: `tasks ${id}`, title: t("wall.view-tasks", { enterprise: say(name) }), simulated, content: <TasksView id={id} /> },
    { key: `zones ${id}`, title: t("wall.view-zones", { place: say(name) }), simulated, content: <ZonesView id={id} /> },
  ]);
  const whole = [
    { key: "events", title: t("wall.view-events"), simulated: false, content: <EventsView /> },
    { key: "collectors", title: t("wall.view-collectors"), simulated: false, content: <CollectorsView enterprises={items} /> },
  ];
  return [...pages, ...own, ...whole];
}
