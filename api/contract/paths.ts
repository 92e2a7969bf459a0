/** Root of every path below. */
export const apiRoot = "/api/v1";

/**
 * Paths of the HTTP interface under `apiRoot`; the routes are declared with them, so that a client built on them cannot drift.
 * Shapes stand in the other files of this folder; the whole description is served at `openapi`.
 */
export const paths = {
  /** GET list of SavedView: views of a list that the person keeps. */
  savedViews: "/account/views/{page}",
  /** PUT SavedViewEdit; DELETE. */
  savedView: "/account/views/{page}/{name}",
  /** GET SessionView; POST SignIn, which sets the cookie; DELETE signs out. */
  session: "/session",
  /** PUT PasswordChange: the first password after a one-time link, or a new one. */
  sessionPassword: "/session/password",
  /** GET: a one-time log-in link (`?token=`); sets the cookie and redirects to `/`, or to `/?error=link` where it is used or too old. */
  sessionLink: "/session/link",
  /** POST TotpCode: ends a log-in, confirms an enrolment, or lifts a session that was opened by one factor. */
  sessionTotp: "/session/totp",
  /** POST RecoveryCode, good once in place of a code of the app. */
  sessionRecoveryCode: "/session/recovery-code",
  /** POST: PasskeyOptions for a log-in, and the cookie that the answer belongs to. */
  sessionPasskeyOptions: "/session/passkey/options",
  /** POST PasskeySignIn; sets the cookie. */
  sessionPasskey: "/session/passkey",
  /** POST PasswordProof, answers TotpEnrolment, which a code confirms; DELETE PasswordProof. */
  accountTotp: "/account/totp",
  /** POST PasswordProof, answers new RecoveryCodes. */
  accountRecoveryCodes: "/account/recovery-codes",
  /** GET list of PasskeyView; POST PasskeyEnrol. */
  accountPasskeys: "/account/passkeys",
  /** POST: PasskeyOptions for a new passkey. */
  accountPasskeyOptions: "/account/passkeys/options",
  accountPasskey: "/account/passkeys/{id}",
  /** GET list of OpenSessionView; DELETE ends all but the one that asks. */
  accountSessions: "/account/sessions",
  accountSession: "/account/sessions/{id}",
  system: "/system",
  enterprises: "/enterprises",
  enterprise: "/enterprises/{enterprise}",
  /** GET InventoryView: sites and zones as configured. */
  inventory: "/enterprises/{enterprise}/inventory",
  /** GET list of KeptEdit, newest first; POST InventoryEdit, answers InventoryEdited, 409 `stale-edit`, 422 InventoryRefusal. */
  inventoryEdits: "/enterprises/{enterprise}/inventory/edits",
  /** POST InventoryEdit: what it would change; answers as the edit does. */
  inventoryPreview: "/enterprises/{enterprise}/inventory/preview",
  /** GET FileDifferences; POST DifferenceDecisions, answers InventoryEdited. */
  inventoryDifferences: "/enterprises/{enterprise}/inventory/differences",
  /** GET the assets as a file, `?format=csv|xlsx&lang=zh-CN|en`. */
  assetTable: "/enterprises/{enterprise}/inventory/assets",
  /** POST the bytes of a table of assets, or of an inventory file (`?form=inventory`); answers AssetTablePreview. */
  assetTablePreview: "/enterprises/{enterprise}/inventory/assets/preview",
  /** GET ScoreView, `?at=TIME&site=ID`. */
  score: "/enterprises/{enterprise}/scores/{catalog}",
  /** GET list of ScoreStepView, oldest first, `?from=TIME&to=TIME&site=ID`. */
  scoreHistory: "/enterprises/{enterprise}/scores/{catalog}/history",
  /** GET list of RepairView, best first. */
  whatIf: "/enterprises/{enterprise}/what-if/{catalog}",
  /** GET list of AssetSummary, `?enterprise=&site=&protocol=`. */
  assets: "/assets",
  asset: "/assets/{asset}",
  /** GET AssetConfiguration: the asset as it is configured, to be edited. */
  assetConfiguration: "/assets/{asset}/configuration",
  /** GET list of BaselineView; POST BaselineAcceptance: what an observation found is how it should be; later differences are drift. */
  assetBaselines: "/assets/{asset}/baselines",
  observation: "/observations/{id}",
  /** GET list of VerdictView, `?enterprise=&asset=&check=&severity=&status=`. */
  verdicts: "/verdicts",
  /** GET list of FindingView, worst first, `?enterprise=&asset=&check=&severity=&status=`. */
  findings: "/findings",
  /** GET FindingDetail; PATCH FindingPatch, answers FindingDetail, 409 `stale-edit`. */
  finding: "/findings/{id}",
  /** GET list of LedgerEntry, oldest first, `?state=open|overdue|closed`: the rectification ledger (整改台账). */
  ledger: "/enterprises/{enterprise}/ledger",
  /** GET the same as a file to keep, `?format=csv|xlsx&lang=zh-CN|en&state=`. */
  ledgerFile: "/enterprises/{enterprise}/ledger/file",
  /** GET list of Duty, what is due first; `?within=DAYS` says how far ahead ends are foretold. */
  duties: "/enterprises/{enterprise}/duties",
  /** PUT DutyAssignment: who sees to an objective, and by when; 409 `stale-edit`. */
  duty: "/enterprises/{enterprise}/duties/{objective}",
  /** GET ClassificationView; PUT ClassificationEdit, answers ClassificationView, 409 `stale-edit`. */
  classification: "/enterprises/{enterprise}/classification",
  /** GET Calendar: dates that come up and the clocks of incidents, `?days=AHEAD`. */
  calendar: "/enterprises/{enterprise}/calendar",
  /** GET the same as a calendar file, `?days=AHEAD&lang=zh-CN|en`. */
  calendarFile: "/enterprises/{enterprise}/calendar.ics",
  /** GET Matrix: the controls of a catalogue with their status, each with its objectives. */
  matrix: "/enterprises/{enterprise}/matrix/{catalog}",
  /** GET list of AttestationView, newest first, `?enterprise=&state=&objective=`. */
  attestations: "/attestations",
  /** GET AttestationView; PUT AttestationEdit, answers AttestationView, 409 StaleAttestation. */
  attestation: "/attestations/{id}",
  /** POST AttestationReview by another person than its authors, answers AttestationView, 409 StaleAttestation. */
  attestationReview: "/attestations/{id}/review",
  /** POST AttestationWithdraw, answers AttestationView, 409 StaleAttestation. */
  attestationWithdraw: "/attestations/{id}/withdraw",
  /** GET list of AttestationVersion, oldest first; edits that came too late are among them. */
  attestationVersions: "/attestations/{id}/versions",
  /** POST AttestationCreate, answers AttestationView. */
  enterpriseAttestations: "/enterprises/{enterprise}/attestations",
  /** POST a table of claims (CSV in UTF-8 or GB 18030, or XLSX) as the body; answers ClaimImport, 422 with the errors of its rows. */
  claimImport: "/enterprises/{enterprise}/attestations/import",
  /** POST the same table; answers what its import would, and imports nothing. */
  claimPreview: "/enterprises/{enterprise}/attestations/import/preview",
  /** GET a table to fill in, a row for every objective that people examine, `?format=csv|xlsx&lang=zh-CN|en`. */
  claimTemplate: "/enterprises/{enterprise}/attestations/import/template",
  /** GET list of ReportView, newest first, `?enterprise=`. */
  reports: "/reports",
  report: "/reports/{id}",
  /** GET list of ReportDifference: in what it differs from the version before it. */
  reportDifferences: "/reports/{id}/differences",
  /** GET a file of it, by format (`pdf`, `docx`, `oscal`, `oscal-poam`, `xlsx`, `data`), as an attachment. */
  reportFile: "/reports/{id}/files/{format}",
  /** GET the unsigned bundle of a report, `?redaction=none|authority|public`, as an attachment. */
  reportBundle: "/reports/{id}/bundle",
  /** GET BundlePreview, by the same query. */
  reportBundlePreview: "/reports/{id}/bundle/preview",
  /** POST BundleSign, answers the signed bundle. */
  reportBundleSign: "/reports/{id}/bundle/signed",
  /** POST ReportCreate, answers ReportJob. */
  enterpriseReports: "/enterprises/{enterprise}/reports",
  /** GET list of ReportJob, newest first. */
  reportJobs: "/enterprises/{enterprise}/report-jobs",
  /** DELETE: ends the making, answers ReportJob. */
  reportJob: "/enterprises/{enterprise}/report-jobs/{job}",
  /** GET list of IncidentView, newest first; POST IncidentCreate: a draft from findings and events, answers IncidentView. */
  incidents: "/enterprises/{enterprise}/incidents",
  /** GET IncidentView; PUT IncidentEdit, answers IncidentView, 409 `stale-edit`. */
  incident: "/enterprises/{enterprise}/incidents/{incident}",
  /** GET the draft as a file, `?format=pdf|docx&lang=zh-CN|en`. */
  incidentFile: "/enterprises/{enterprise}/incidents/{incident}/file",
  /** GET list of DocumentView; POST the bytes of a document as the body, `?name=FILE`, answers DocumentView. */
  documents: "/enterprises/{enterprise}/documents",
  /** GET the bytes by their SHA-256, as an attachment. */
  document: "/enterprises/{enterprise}/documents/{sha256}",
  /** GET AddressListView: addresses in use and their records, with what differs. */
  addressList: "/enterprises/{enterprise}/address-list",
  /** POST the bytes of a list (CSV or XLSX); answers AddressImport, 422 with the errors of its rows. Nothing is stored. */
  addressListPreview: "/enterprises/{enterprise}/address-list/preview",
  /** POST the same, `?name=FILE&version=READ`; answers AddressImport, 409 `stale-edit`, 422 with the errors of its rows. */
  addressListImport: "/enterprises/{enterprise}/address-list/import",
  /** PUT AddressSettingsEdit, answers AddressListView, 409 `stale-edit`. */
  addressListSettings: "/enterprises/{enterprise}/address-list/settings",
  /** GET list of AddressListVersion, newest first. */
  addressListVersions: "/enterprises/{enterprise}/address-list/versions",
  /** GET the records of a version as a file, `?version=N&format=csv|xlsx&lang=`. */
  addressListFile: "/enterprises/{enterprise}/address-list/file",
  /** GET a list to fill in, `?format=csv|xlsx&lang=`. */
  addressListTemplate: "/enterprises/{enterprise}/address-list/template",
  /** POST AddressStepCreate: an address was cut off or reported; answers AddressStepView. */
  addressSteps: "/enterprises/{enterprise}/address-list/steps",
  /** GET list of SightingView; POST lines of JSON (`application/x-ndjson`), answers SightingImport. */
  sightings: "/enterprises/{enterprise}/sightings",
  /** GET list of ActivityView, newest first; POST ActivityCreate, answers ActivityView. */
  activities: "/enterprises/{enterprise}/activities",
  activity: "/enterprises/{enterprise}/activities/{id}",
  /** GET AdvisoryList, `?asset=`; POST AdvisoryUpload, answers AdvisoryImport. */
  advisories: "/advisories",
  /** GET AdvisoryDetail. */
  advisory: "/advisories/{id}",
  /** PUT AdvisorySettings. */
  advisorySettings: "/advisory-settings",
  /** GET list of UnmatchedAsset: what keeps advisories from being compared with them, `?enterprise=`. */
  advisoryGaps: "/advisory-gaps",
  /** GET list of NameAliasView; POST NameAliasCreate, answers NameAliasView. */
  nameAliases: "/advisory-aliases",
  /** DELETE. */
  nameAlias: "/advisory-aliases/{id}",
  /** GET list of names of products in the advisories of a maker, `?vendor=`. */
  advisoryProducts: "/advisory-products",
  checks: "/checks",
  catalogs: "/catalogs",
  catalog: "/catalogs/{catalog}",
  /** GET the catalogue, or its profile (`?model=profile`), as OSCAL 1.2.1 JSON, a file to keep. */
  catalogOscal: "/catalogs/{catalog}/oscal",
  /** GET list of SeriesView, MetricQuery in the query. */
  metricsQuery: "/metrics/query",
  /** GET Server-Sent Events: EventView under its kind, `heartbeat` with StreamHeartbeat; `?enterprise=`. */
  events: "/events",
  /** GET list of EventView, newest first, `?enterprise=&asset=&since=TIME`. */
  timeline: "/timeline",
  collectors: "/collectors",
  /** POST: a one-time code, shown once; DELETE: ends what the collector proves itself with. */
  collectorEnrolment: "/collectors/{collector}/enrolment",
  /** POST: a collector's public key in exchange for its code. */
  enrolment: "/enrolment",
  collectorAssignment: "/collectors/{collector}/assignment",
  collectorStatus: "/collectors/{collector}/status",
  /** GET TaskOrder, `?wait=SECONDS`; 204 where none came. */
  collectorNextTask: "/collectors/{collector}/tasks/next",
  /** POST TaskReport, answers TaskAnswer. */
  collectorTask: "/collectors/{collector}/tasks/{id}",
  /** GET list of DiscoveryRangeView, `?enterprise=`. */
  discoveryRanges: "/discovery/ranges",
  /** GET list of TaskView, newest first; POST TaskCreate, answers TaskView. */
  discoveryTasks: "/enterprises/{enterprise}/discovery/tasks",
  /** GET TaskView; DELETE ends it. */
  discoveryTask: "/discovery/tasks/{id}",
  /** GET list of ProposalView, newest first, `?enterprise=&state=`. */
  proposals: "/proposals",
  /** GET ProposalDetail. */
  proposal: "/proposals/{id}",
  /** POST ProposalAcceptance, answers ProposalDetail, 409 `stale-edit`, 422 with issues. */
  proposalAcceptance: "/proposals/{id}/acceptance",
  /** POST ProposalDecision, answers ProposalDetail, 409 `stale-edit`. */
  proposalDecision: "/proposals/{id}/decision",
  /** POST PollingChange: the stop-all switch of a site. */
  sitePolling: "/sites/{enterprise}/{site}/polling",
  ingestObservations: "/ingest/observations",
  ingestSamples: "/ingest/samples",
  /** GET list of AlertView. */
  alerts: "/alerts",
  /** POST, answers AlertView, 422 where it is over. */
  alertAcknowledge: "/alerts/{id}/acknowledge",
  alertRules: "/alert-rules",
  /** PUT AlertRuleEdit, answers AlertRuleView, 409 `stale-edit`; DELETE. */
  alertRule: "/alert-rules/{id}",
  alertChannels: "/alert-channels",
  /** PUT AlertChannelEdit, answers AlertChannelView, 409 `stale-edit`; DELETE. */
  alertChannel: "/alert-channels/{id}",
  /** POST: sends a test message. */
  alertChannelTest: "/alert-channels/{id}/test",
  alertDeliveries: "/alert-deliveries",
  /** GET SimulationView: scenarios and runs of simulated plants. */
  simulation: "/simulation",
  /** POST SimulationStart, answers SimulationRun; 409 `simulation-running`, 422 `simulation-off`. */
  simulationRuns: "/simulation/runs",
  /** GET SimulationDetail. */
  simulationRun: "/simulation/runs/{id}",
  /** POST: ends the run, answers SimulationRun. */
  simulationStop: "/simulation/runs/{id}/stop",
  /** GET truth and comparison as a file, `?format=csv|json|xlsx&lang=zh-CN|en`. */
  simulationFile: "/simulation/runs/{id}/file",
  audit: "/audit",
  /** GET the whole trail as a file: a line of JSON an entry, oldest first, which `plantwatch audit verify` checks. */
  auditFile: "/audit/file",
  /** GET AuditVerification. */
  auditVerify: "/audit/verify",
  /** GET list of TokenView; POST TokenCreate, answers TokenCreated. */
  tokens: "/tokens",
  token: "/tokens/{id}",
  /** GET list of UserView; POST UserCreate, answers UserCreated. */
  users: "/users",
  /** PUT UserGrants, answers UserView. */
  userGrants: "/users/{id}/grants",
  /** POST: a new one-time link for a person, answers OneTimeLink. */
  userLink: "/users/{id}/link",
  /** DELETE: the account, its roles and its sessions end. */
  user: "/users/{id}",
  /** DELETE: second factors and sessions of a person who lost them end; a one-time link lets set up new ones. */
  userSecondFactor: "/users/{id}/second-factor",
  /** DELETE: opens an account that wrong attempts locked. */
  userLock: "/users/{id}/lock",
  /** GET list of OpenSessionView; DELETE ends them all. */
  userSessions: "/users/{id}/sessions",
  /** GET Overview: what several enterprises come to. */
  authorityOverview: "/authority/overview",
  /** GET Destination: to whom reports are submitted, and under which certificate. */
  destination: "/authority/destination",
  /** GET list of SubmissionView, newest first, `?enterprise=`. */
  submissions: "/submissions",
  /** GET SubmissionView; DELETE discards one on which nobody has decided. */
  submission: "/submissions/{id}",
  /** POST SubmissionDecision by a person, answers SubmissionView, 409 `stale-edit`. */
  submissionDecision: "/submissions/{id}/decision",
  /** GET the bytes that leave, or left. */
  submissionBundle: "/submissions/{id}/bundle",
  /** GET the receipt, a JSON Web Signature. */
  submissionReceipt: "/submissions/{id}/receipt",
  /** POST the bytes of a signed bundle as the body, `?name=FILE`; answers SubmissionView. Nothing leaves. */
  enterpriseSubmissions: "/enterprises/{enterprise}/submissions",
  /** GET ReceivingView. */
  receiving: "/receiving",
  /** GET list of RegistrationView; POST RegistrationEdit, answers RegistrationView. */
  registrations: "/receiving/registrations",
  /** PUT RegistrationEdit, answers RegistrationView, 409 `stale-edit`; DELETE one of which nothing came. */
  registration: "/receiving/registrations/{id}",
  /** GET TierOverview. */
  tierOverview: "/receiving/overview",
  /** GET list of ReceivedView, newest first. */
  received: "/receiving/submissions",
  /** GET the bytes that came. */
  receivedBundle: "/receiving/submissions/{id}/bundle",
  /** POST: prepares it to be passed on to the tier above, answers SubmissionView. Nothing leaves. */
  receivedPassOn: "/receiving/submissions/{id}/pass-on",
  /** GET SearchAnswer, `?q=WORDS`. */
  search: "/search",
  openapi: "/openapi.json",
} as const;

export type ApiPath = (typeof paths)[keyof typeof paths];
