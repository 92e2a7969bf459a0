import { accountPages } from "./en/account-pages.ts";
import { addressPages } from "./en/address-pages.ts";
import { administrationPages } from "./en/administration-pages.ts";
import { advisoryPages } from "./en/advisory-pages.ts";
import { alertPages } from "./en/alert-pages.ts";
import { assetPages } from "./en/asset-pages.ts";
import { baselineParts } from "./en/baseline-parts.ts";
import { bundleParts } from "./en/bundle-parts.ts";
import { claimParts } from "./en/claim-parts.ts";
import { common } from "./en/common.ts";
import { comparisonPage } from "./en/comparison-page.ts";
import { compliancePages } from "./en/compliance-pages.ts";
import { discoveryPages } from "./en/discovery-pages.ts";
import { enterprisePages } from "./en/enterprise-pages.ts";
import { findingPages } from "./en/finding-pages.ts";
import { inventoryPages } from "./en/inventory-pages.ts";
import { operationPages } from "./en/operation-pages.ts";
import { rectificationPages } from "./en/rectification-pages.ts";
import { reportPages } from "./en/report-pages.ts";
import { searchParts } from "./en/search-parts.ts";
import { simulationPages } from "./en/simulation-pages.ts";
import { startPages } from "./en/start-pages.ts";
import { submissionPages } from "./en/submission-pages.ts";
import { trustParts } from "./en/trust-parts.ts";
import { wallboardPages } from "./en/wallboard-pages.ts";
import { zonePages } from "./en/zone-pages.ts";
import type { Messages } from "./messages.ts";

export const en: Messages = {
  ...common,
  ...accountPages,
  ...administrationPages,
  ...advisoryPages,
  ...alertPages,
  ...enterprisePages,
  ...assetPages,
  ...findingPages,
  ...operationPages,
  ...inventoryPages,
  ...simulationPages,
  ...startPages,
  ...searchParts,
  ...baselineParts,
  ...zonePages,
  ...wallboardPages,
  ...discoveryPages,
  ...addressPages,
  ...trustParts,
  ...claimParts,
  ...comparisonPage,
  ...compliancePages,
  ...rectificationPages,
  ...reportPages,
  ...bundleParts,
  ...submissionPages,
};
