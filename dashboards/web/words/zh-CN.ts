import { accountPages } from "./zh-CN/account-pages.ts";
import { addressPages } from "./zh-CN/address-pages.ts";
import { administrationPages } from "./zh-CN/administration-pages.ts";
import { advisoryPages } from "./zh-CN/advisory-pages.ts";
import { alertPages } from "./zh-CN/alert-pages.ts";
import { assetPages } from "./zh-CN/asset-pages.ts";
import { baselineParts } from "./zh-CN/baseline-parts.ts";
import { bundleParts } from "./zh-CN/bundle-parts.ts";
import { claimParts } from "./zh-CN/claim-parts.ts";
import { common } from "./zh-CN/common.ts";
import { comparisonPage } from "./zh-CN/comparison-page.ts";
import { compliancePages } from "./zh-CN/compliance-pages.ts";
import { discoveryPages } from "./zh-CN/discovery-pages.ts";
import { enterprisePages } from "./zh-CN/enterprise-pages.ts";
import { findingPages } from "./zh-CN/finding-pages.ts";
import { inventoryPages } from "./zh-CN/inventory-pages.ts";
import { operationPages } from "./zh-CN/operation-pages.ts";
import { rectificationPages } from "./zh-CN/rectification-pages.ts";
import { reportPages } from "./zh-CN/report-pages.ts";
import { searchParts } from "./zh-CN/search-parts.ts";
import { simulationPages } from "./zh-CN/simulation-pages.ts";
import { startPages } from "./zh-CN/start-pages.ts";
import { submissionPages } from "./zh-CN/submission-pages.ts";
import { trustParts } from "./zh-CN/trust-parts.ts";
import { wallboardPages } from "./zh-CN/wallboard-pages.ts";
import { zonePages } from "./zh-CN/zone-pages.ts";

/** The source language. */
export const zhCN = {
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
} as const;
