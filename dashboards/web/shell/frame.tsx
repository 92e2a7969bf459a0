import {
  AlertOutlined,
  ApiOutlined,
  BellOutlined,
  BugOutlined,
  ClusterOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  FieldTimeOutlined,
  FileProtectOutlined,
  GlobalOutlined,
  PartitionOutlined,
  RadarChartOutlined,
  SafetyCertificateOutlined,
  SendOutlined,
  SettingOutlined,
} from "@ant-design/icons";
import type { ComponentType, ReactNode } from "react";
import { useEffect, useId } from "react";
import { useLive } from "../data/live.ts";
import { Link } from "../parts/link.tsx";
import { type Page, to } from "../routes.ts";
import { useWords } from "../words/language.tsx";
import { Banners } from "./banners.tsx";
import { Logo } from "./logo.tsx";
import { mayForAll } from "./may.ts";
import { useSession } from "./session-gate.tsx";
import { TopBar } from "./top-bar.tsx";
import "./frame.css";
import { useSystem } from "./use-system.ts";

type Entry =
  | "overview"
  | "assets"
  | "discovery"
  | "findings"
  | "advisories"
  | "compliance"
  | "reports"
  | "submissions"
  | "addresses"
  | "zones"
  | "timeline"
  | "collectors"
  | "alerts"
  | "simulation"
  | "administration";

interface EntryPlace {
  readonly name: Entry;
  readonly icon: ComponentType;
  /** Pages below it, itself included. */
  readonly pages: readonly Page["name"][];
}

const watch: readonly EntryPlace[] = [
  { name: "overview", icon: DashboardOutlined, pages: ["overview", "comparison", "enterprise", "explanation", "start"] },
  { name: "assets", icon: ClusterOutlined, pages: ["assets", "asset", "edit-asset", "new-asset", "inventory", "observation"] },
  { name: "discovery", icon: RadarChartOutlined, pages: ["discovery", "proposal"] },
  { name: "findings", icon: AlertOutlined, pages: ["findings", "finding"] },
  { name: "advisories", icon: BugOutlined, pages: ["advisories", "advisory"] },
  { name: "alerts", icon: BellOutlined, pages: ["alerts"] },
  { name: "zones", icon: PartitionOutlined, pages: ["zones"] },
  { name: "timeline", icon: FieldTimeOutlined, pages: ["timeline"] },
  { name: "collectors", icon: ApiOutlined, pages: ["collectors"] },
];
const report: readonly EntryPlace[] = [
  { name: "compliance", icon: SafetyCertificateOutlined, pages: ["compliance", "objective", "attestation"] },
  { name: "reports", icon: FileProtectOutlined, pages: ["reports", "report", "incident"] },
  { name: "submissions", icon: SendOutlined, pages: ["submissions"] },
  { name: "addresses", icon: GlobalOutlined, pages: ["addresses"] },
];
const run: readonly EntryPlace[] = [
  { name: "simulation", icon: ExperimentOutlined, pages: ["simulation"] },
  { name: "administration", icon: SettingOutlined, pages: ["administration"] },
];
/** By the people who come for them: plant security teams, those who report, testers and administrators. */
const groups = { watch, report, run } as const;

/** What stands around every page: navigation, age of the data, language, theme, account. */
export function Frame({ page, children }: { page: Page["name"]; children: ReactNode }) {
  const { t } = useWords();
  useStaleMark();
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t("nav.skip")}
      </a>
      <div className="side">
        <Link to={to.overview()} className="brand">
          <Logo />
          {t("product.name")}
        </Link>
        <nav aria-label={t("nav.label")}>
          <Group name="watch" page={page} />
          <Group name="report" page={page} />
          <Group name="run" page={page} />
        </nav>
        <SideFoot />
      </div>
      <TopBar />
      <main className="main" id="content" tabIndex={-1}>
        <Banners />
        <div className="page-content">{children}</div>
      </main>
    </div>
  );
}

function Group({ name: group, page }: { name: keyof typeof groups; page: Page["name"] }) {
  const { t } = useWords();
  const titleId = useId();
  const administers = mayForAll(useSession());
  const offered = groups[group].filter(({ name }) => name !== "administration" || administers);
  return (
    <>
      <p className="side-group" id={titleId}>
        {t(`nav.${group}`)}
      </p>
      <ul aria-labelledby={titleId}>
        {offered.map(({ name, icon: Icon, pages }) => (
          <li key={name}>
            <Link to={to[name]()} aria-current={pages.includes(page) ? "page" : undefined}>
              <Icon />
              {t(`page.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function SideFoot() {
  const { t } = useWords();
  const system = useSystem();
  return <div className="side-foot">{system.value !== undefined && t("shell.version", { version: system.value.version })}</div>;
}

/** A page that nothing new can reach is drawn grey. */
function useStaleMark(): void {
  const stale = useLive().state === "stale";
  useEffect(() => {
    document.documentElement.toggleAttribute("data-stale", stale);
  }, [stale]);
}
