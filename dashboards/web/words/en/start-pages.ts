import type { Section } from "../section.ts";
import type { startPages as source } from "../zh-CN/start-pages.ts";
import { count } from "./count.ts";

export const startPages: Section<typeof source> = {
  "start.title": "Guided start",
  "start.open": "Open the guided start",
  "start.later": "Later",
  "start.skip": "Skip this step",
  "start.next": "Next",
  "start.save-next": "Save and go on",
  "start.create": "Make the enterprise",
  "start.not-allowed": "There is no enterprise that you may edit. Ask an administrator to make one or to give you a role.",

  "start.step-enterprise": "Enterprise",
  "start.step-site": "Site and zones",
  "start.step-assets": "Assets",
  "start.step-observe": "First observation",
  "start.step-score": "Score",
  "start.ask-enterprise": "Which enterprise is watched?",
  "start.ask-site": "Where does it stand, and which zones are there?",
  "start.ask-assets": "Which devices are there?",
  "start.ask-observe": "Waiting for the first observation",
  "start.ask-score": "The first score",
  "start.why-enterprise": "Type and grade decide which demands apply; they can be changed later.",
  "start.why-site": "Collectors are assigned by site; zones tell which paths should not exist.",
  "start.why-assets": "Only addresses that you name are contacted, and they are only read.",
  "start.why-observe": "The collector probes assets as soon as it is given them; results come within a minute as a rule.",
  "start.why-score": "A score rests on what is demonstrated. What has no evidence is shown as unknown, never as a pass.",

  "start.enterprise-name": "Name of the enterprise",
  "start.types-hint": "One or several, by the classes of the MIIT.",
  "start.grade-hint": "Not graded yet: choose the grade that is expected.",
  "start.main-site": "Main site",
  "start.site-name": "Name of the site",
  "start.zones": "Zones",
  "start.zones-hint": "Type a name and press Enter; there may be several.",
  "start.zones-usual": "Control|Field|Office",
  "start.collector-hint": "The collector that looks after this site.",
  "start.collector-alive": (p) => `Collector ${p.id} is running`,
  "start.collector-missing": (p) => `Nothing was heard of collector ${p.id} yet`,
  "start.collector-up": "Run centre and collector on this machine (the configuration has a collector section):",
  "start.collector-alone": "For a collector on another machine make a token at the centre, then start it there:",

  "start.by-url": "Type one address",
  "start.by-file": "Import a file",
  "start.by-range": "Discover in a range",
  "start.device-name": "Name of the device",
  "start.add-device": "Add this device",
  "start.assets-there": (p) => `${count(p.n, "asset", "assets")} so far`,
  "start.range": "Range of addresses",
  "start.range-what":
    "The collector tries the ports of OPC UA (4840) and Modbus (502) within this range alone, one connection at a time. What it finds is proposed, and you decide what goes into the inventory.",
  "start.range-allow": "Allow discovery here",
  "start.range-saved": "Allowed; the collector starts at its next sweep",
  "start.to-discovery": "See what was found",

  "start.no-asset-yet": "There is no asset yet. Add a device in the step before.",
  "start.waiting": "Waiting for the first observation …",
  "start.heard": (p) => `${p.n} of ${count(p.all, "asset", "assets")} observed`,
  "start.refused":
    "The collector's own configuration (mayContact) does not permit these addresses; add their range to its file and restart it",
  "start.to-score": "See the score",
  "start.score-what":
    "Next, add zone, criticality and owner to the assets and submit claims with their documents, so that the score rests on more.",
  "start.to-enterprise": "Open the enterprise",
  "start.to-assets": "See the assets",
  "start.to-inventory": "Edit the inventory",
};
