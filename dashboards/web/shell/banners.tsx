import { WarningOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { SystemView } from "../../../api/contract/system.ts";
import { pageClock, useNow } from "../data/clock.ts";
import { useLive } from "../data/live.ts";
import { Link } from "../parts/link.tsx";
import { to } from "../routes.ts";
import { useWords } from "../words/language.tsx";
import { useSession } from "./session-gate.tsx";
import { useNewestData, useSystem } from "./use-system.ts";

const PasswordDialog = lazy(async () => ({ default: (await import("./password-dialog.tsx")).PasswordDialog }));

/** What stands over every page while something is not as it should be. */
export function Banners() {
  const { state } = useLive();
  const storage = useSystem().value?.storage;
  return (
    <div role="status">
      {state === "stale" && <StaleBanner />}
      {storage?.records.ok === false && <StorageBanner part="records" state={storage.records} />}
      {storage?.metrics.ok === false && <StorageBanner part="metrics" state={storage.metrics} />}
      <LimitedBanner />
      <PasswordBanner />
    </div>
  );
}

function Banner({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="banner">
      <WarningOutlined aria-hidden="true" />
      <div>{children}</div>
      {action}
    </div>
  );
}

function StaleBanner() {
  const { t, format } = useWords();
  const now = useNow();
  const newest = useNewestData();
  return <Banner>{t("banner.stale", { age: newest === null ? t("time.never") : format.age(Date.parse(newest), now) })}</Banner>;
}

function StorageBanner({ part, state }: { part: "records" | "metrics"; state: SystemView["storage"]["records"] }) {
  const { t, format } = useWords();
  return (
    <Banner>
      {t(`banner.storage-${part}`)}
      {state.since !== null && (
        <span>{t("banner.storage-since", { time: format.time(Date.parse(state.since), pageClock.now()) })}</span>
      )}
      {state.message !== null && <code>{state.message}</code>}
    </Banner>
  );
}

/** In a demonstration a session by one factor may look; this says how to do more. */
function LimitedBanner() {
  const { t } = useWords();
  const { limited } = useSession();
  if (!limited) return null;
  return <Banner action={<Link to={to.account()}>{t("banner.limited-act")}</Link>}>{t("banner.limited")}</Banner>;
}

function PasswordBanner() {
  const { t } = useWords();
  const { mustSetPassword, limited } = useSession();
  const [open, setOpen] = useState(false);
  const [later, setLater] = useState(false);
  if (!mustSetPassword || limited || later) return null;
  const action = (
    <>
      <Button size="small" type="primary" onClick={() => setOpen(true)}>
        {t("shell.set-password")}
      </Button>
      <Button size="small" onClick={() => setLater(true)}>
        {t("password.later")}
      </Button>
    </>
  );
  return (
    <>
      <Banner action={action}>{t("banner.password")}</Banner>
      {open && (
        <Suspense>
          <PasswordDialog open onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
