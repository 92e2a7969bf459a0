import type { ComponentType } from "react";
import type { ReportView } from "../../../../api/contract/reports.ts";
import { BundleAction } from "./bundle-action.tsx";

/** What can be done with a stored version beside downloading it; an action is a component and its line here. */
export const reportActions: readonly {
  readonly id: string;
  readonly Action: ComponentType<{ readonly report: ReportView }>;
}[] = [{ id: "bundle", Action: BundleAction }];
