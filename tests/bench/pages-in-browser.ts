import { eventKinds } from "../../model/event.ts";

/** Scripts that measure inside a page. */

/** From navigation, ms. */
export interface FirstLoad {
  /** The script has come, runs, and asks for the list of enterprises. */
  readonly asked: number;
  readonly read: number;
  /** The table of enterprises stands. */
  readonly drawn: number;
  /** A click on a link of it has changed the address. */
  readonly answered: number;
}

/** Keeps a FirstLoad in the window. It clicks in every frame, as somebody who does not wait. */
export const interactive = `(() => {
  if (location.pathname !== "/") return;
  const times = (window.interactive = {});
  const look = () => {
    const link = document.querySelector(".plain-table tbody a.table-link");
    if (link !== null && times.drawn === undefined) {
      const { startTime, responseEnd } = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/enterprises"));
      Object.assign(times, { drawn: performance.now(), asked: startTime, read: responseEnd });
    }
    if (link !== null) link.click();
    if (location.pathname === "/") requestAnimationFrame(look);
    else times.answered = performance.now();
  };
  requestAnimationFrame(look);
})()`;

/** Times between frames and the most rows that stood in the document, until \`endFrames\` is called. */
export const scrollFrames = `(() => {
  const frames = [];
  let [rows, last, running] = [0, undefined, true];
  const look = (now) => {
    if (last !== undefined) frames.push(now - last);
    last = now;
    rows = Math.max(rows, document.querySelectorAll(".ant-table-row").length);
    if (running) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.endFrames = () => {
    running = false;
    return { frames, rows, last: [...document.querySelectorAll(".ant-table-row")].at(-1)?.dataset.rowKey ?? "" };
  };
})()`;

export interface Counts {
  readonly events: number;
  readonly commits: number;
  readonly mutations: number;
  readonly ages: number;
}

export const countsOf = "({ ...window.counts })";

/** Counts events of the stream, what React commits (it tells a developer's tool where there is one), and changes of the document in main. */
export const countUpdates = `(() => {
  const counts = (window.counts = { events: 0, commits: 0, mutations: 0, ages: 0 });
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    renderers: new Map(),
    inject: () => 1,
    checkDCE() {},
    onCommitFiberRoot() { counts.commits += 1; },
    onPostCommitFiberRoot() {},
    onCommitFiberUnmount() {},
  };
  window.EventSource = class extends EventSource {
    constructor(...parameters) {
      super(...parameters);
      for (const kind of ${JSON.stringify(eventKinds)}) this.addEventListener(kind, () => { counts.events += 1; });
    }
  };
  const noted = (changes) => {
    for (const { target } of changes) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      if (element === null || element.closest("main") === null) continue;
      counts[element.closest("time") === null ? "mutations" : "ages"] += 1;
    }
  };
  new MutationObserver(noted).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
})()`;
