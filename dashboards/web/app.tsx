import { App as AntdApp } from "antd";
import { lazy, type ReactNode, Suspense } from "react";
import { NotFoundPage } from "./pages/not-found-page.tsx";
import { OverviewPage } from "./pages/overview/overview-page.tsx";
import { Loading } from "./parts/states.tsx";
import { usePlace } from "./router.ts";
import { type Page, pageAt } from "./routes.ts";
import { Frame } from "./shell/frame.tsx";
import { SessionGate } from "./shell/session-gate.tsx";
import { ThemeProvider } from "./shell/theme.tsx";
import { LanguageProvider } from "./words/language.tsx";

const AccountPage = lazy(() => import("./pages/account/account-page.tsx"));
const AddressesPage = lazy(() => import("./pages/addresses/addresses-page.tsx"));
const AdministrationPage = lazy(() => import("./pages/administration/administration-page.tsx"));
const AdvisoriesPage = lazy(() => import("./pages/advisories/advisories-page.tsx"));
const AdvisoryPage = lazy(() => import("./pages/advisory/advisory-page.tsx"));
const AlertsPage = lazy(() => import("./pages/alerts/alerts-page.tsx"));
const ComparisonPage = lazy(() => import("./pages/comparison/comparison-page.tsx"));
const AssetPage = lazy(() => import("./pages/asset/asset-page.tsx"));
const AssetsPage = lazy(() => import("./pages/assets/assets-page.tsx"));
const CollectorsPage = lazy(() => import("./pages/collectors/collectors-page.tsx"));
const AttestationPage = lazy(() => import("./pages/attestation/attestation-page.tsx"));
const EditAssetPage = lazy(() => import("./pages/asset-form/edit-asset-page.tsx"));
const IncidentPage = lazy(() => import("./pages/incident/incident-page.tsx"));
const InventoryPage = lazy(() => import("./pages/inventory/inventory-page.tsx"));
const NewAssetPage = lazy(() => import("./pages/asset-form/new-asset-page.tsx"));
const SimulationPage = lazy(() => import("./pages/simulation/simulation-page.tsx"));
const StartPage = lazy(() => import("./pages/start/start-page.tsx"));
const DiscoveryPage = lazy(() => import("./pages/discovery/discovery-page.tsx"));
const ProposalPage = lazy(() => import("./pages/proposal/proposal-page.tsx"));
const CompliancePage = lazy(() => import("./pages/compliance/compliance-page.tsx"));
const ReportPage = lazy(() => import("./pages/report/report-page.tsx"));
const SubmissionsPage = lazy(() => import("./pages/submissions/submissions-page.tsx"));
const ReportsPage = lazy(() => import("./pages/reports/reports-page.tsx"));
const LoginPage = lazy(() => import("./pages/login/login-page.tsx"));
const ObjectivePage = lazy(() => import("./pages/objective/objective-page.tsx"));
const EnterprisePage = lazy(() => import("./pages/enterprise/enterprise-page.tsx"));
const ExplanationPage = lazy(() => import("./pages/explanation/explanation-page.tsx"));
const FindingPage = lazy(() => import("./pages/finding/finding-page.tsx"));
const FindingsPage = lazy(() => import("./pages/findings/findings-page.tsx"));
const ObservationPage = lazy(() => import("./pages/observation/observation-page.tsx"));
const ZonesPage = lazy(() => import("./pages/zones/zones-page.tsx"));
const SetUpPage = lazy(() => import("./pages/account/set-up-page.tsx"));
const TimelinePage = lazy(() => import("./pages/timeline/timeline-page.tsx"));

export function App() {
  return (
    <LanguageProvider>
      <ThemeProvider>
        <AntdApp className="app">
          <Pages />
        </AntdApp>
      </ThemeProvider>
    </LanguageProvider>
  );
}

function Pages() {
  const page = pageAt(usePlace().path);
  if (page.name === "login") {
    return (
      <Suspense>
        <LoginPage />
      </Suspense>
    );
  }
  return (
    <SessionGate setUp={<SetUp />}>
      <Frame page={page.name}>
        <Suspense fallback={<Loading rows={8} />}>{content(page)}</Suspense>
      </Frame>
    </SessionGate>
  );
}

function SetUp() {
  return (
    <Suspense fallback={<Loading />}>
      <SetUpPage />
    </Suspense>
  );
}

function content(page: Page): ReactNode {
  switch (page.name) {
    case "overview":
      return <OverviewPage />;
    case "enterprise":
      return <EnterprisePage key={page.id} id={page.id} />;
    case "explanation":
      return <ExplanationPage key={page.id} id={page.id} />;
    case "assets":
      return <AssetsPage />;
    case "asset":
      return <AssetPage key={page.id} id={page.id} />;
    case "edit-asset":
      return <EditAssetPage key={page.id} id={page.id} />;
    case "new-asset":
      return <NewAssetPage />;
    case "inventory":
      return <InventoryPage key={page.id} id={page.id} />;
    case "start":
      return <StartPage />;
    case "findings":
      return <FindingsPage />;
    case "finding":
      return <FindingPage key={page.id} id={page.id} />;
    case "observation":
      return <ObservationPage key={page.id} id={page.id} />;
    case "zones":
      return <ZonesPage />;
    case "timeline":
      return <TimelinePage />;
    case "addresses":
      return <AddressesPage />;
    case "advisories":
      return <AdvisoriesPage />;
    case "advisory":
      return <AdvisoryPage key={page.id} id={page.id} />;
    case "discovery":
      return <DiscoveryPage />;
    case "proposal":
      return <ProposalPage key={page.id} id={page.id} />;
    case "collectors":
      return <CollectorsPage />;
    case "compliance":
      return <CompliancePage />;
    case "incident":
      return <IncidentPage key={page.incidentId} enterpriseId={page.enterpriseId} id={page.incidentId} />;
    case "submissions":
      return <SubmissionsPage />;
    case "reports":
      return <ReportsPage />;
    case "report":
      return <ReportPage key={page.id} id={page.id} />;
    case "objective":
      return <ObjectivePage key={page.objectiveId} enterpriseId={page.enterpriseId} objectiveId={page.objectiveId} />;
    case "attestation":
      return <AttestationPage key={page.id} id={page.id} />;
    case "account":
      return <AccountPage />;
    case "administration":
      return <AdministrationPage />;
    case "alerts":
      return <AlertsPage />;
    case "simulation":
      return <SimulationPage />;
    case "comparison":
      return <ComparisonPage />;
    default:
      return <NotFoundPage />;
  }
}
