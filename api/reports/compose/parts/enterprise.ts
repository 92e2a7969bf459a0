import { criticalityOf } from "../../../../model/inventory/inventory.ts";
import type { Part, PartInput } from "../part.ts";
import { tableOf, text } from "../tables.ts";
import { drawTopology } from "../topology.ts";
import { dayText, gradeWords, roleWords, typeWords } from "../words.ts";

/** Who the enterprise is, what it has, and how it was looked at. */

export const basics: Part = ({ report, language }) => {
  const { enterprise } = report.inventory;
  const rows: (readonly [string, string, string])[] = [
    ["企业名称", "Name", enterprise.name[language]],
    ["统一社会信用代码", "Unified social credit code", ""],
    ["所属行业", "Industry", enterprise.industry?.[language] ?? ""],
    ["企业类型", "Type", enterprise.types.map((type) => typeWords[type][language]).join(language === "zh-CN" ? "、" : ", ")],
    ["企业级别", "Grade", gradeWords[enterprise.grade][language]],
    ["平台登记编号", "Registration number", report.registrationNo],
    ["地址", "Address", ""],
    ["联系人及电话", "Contact and telephone", ""],
    ["网络安全责任人", "Responsible for cybersecurity", ""],
  ];
  return [
    tableOf(
      language,
      { "zh-CN": "表1　企业信息表", en: "Table 1. The enterprise" },
      (column) => [
        column("项目", "Item", 2, ([zhCN, en]) => ({ "zh-CN": zhCN, en })[language]),
        column("内容", "Content", 5, ([, , value]) => value),
      ],
      rows,
    ),
    text(language, "空白处由企业填写。", "Blanks are filled in by the enterprise."),
  ];
};

export const purpose: Part = ({ report, language }) => {
  const { catalog, at, program, evidence, checks, inventory } = report;
  const [sites, assets] = [inventory.sites.length, inventory.assets.length];
  const endpoints = inventory.assets.reduce((sum, asset) => sum + asset.endpoints.length, 0);
  const { "zh-CN": zhCN, en } = catalog.title;
  return [
    text(
      language,
      `目的：依据《${zhCN}》（${catalog.documentNo}）评估企业工业互联网安全防护状况。评分规则版本 ${catalog.profileVersion}。`,
      `Purpose: to assess the enterprise against ${en} (${catalog.documentNo}), by scoring profile ${catalog.profileVersion}.`,
    ),
    text(
      language,
      `范围：${sites} 个厂区、${assets} 项在册资产、${endpoints} 个端点；未在册的设备不在评估范围内。`,
      `Scope: what the inventory names, in numbers: sites ${sites}, assets ${assets}, endpoints ${endpoints}. Other devices are out of scope.`,
    ),
    text(
      language,
      `方法：技术检测（${checks.length} 项检查、${evidence.length} 份检测记录）与佐证材料查阅。技术检测全程只读，未向任何设备写入，未改变任何设备的运行。`,
      `Method: detection (${checks.length} checks, ${evidence.length} records) and examination of documents. Detection only read: nothing was written to any device.`,
    ),
    text(
      language,
      `时间：数据截至 ${dayText(at, language)}（北京时间）。由 ${program.name} ${program.version} 生成。`,
      `Time: data as of ${dayText(at, language)} (Beijing time). Made by ${program.name} ${program.version}.`,
    ),
    text(
      language,
      "人员：__________________________（由企业填写）",
      "Assessed by: __________________________ (the enterprise fills in)",
    ),
    text(
      language,
      "未能检测或缺少有效佐证的项目一律记为“未知”，不计入符合；各项得分均同时给出覆盖率，即已知结果所占比例。",
      "What could not be detected or has no valid document is unknown and never counts as a pass; coverage, the share of what is known, stands beside every score.",
    ),
  ];
};

type Asset = PartInput["report"]["inventory"]["assets"][number];

export const assets: Part = ({ report, language }) => {
  const zones = new Map(
    report.inventory.sites.flatMap((site) => site.zones.map((zone) => [`${site.id} ${zone.id}`, zone.name[language]] as const)),
  );
  const rows = report.inventory.assets.map((asset, index) => ({ no: index + 1, asset }));
  const of = (value: (asset: Asset) => string) => (row: { asset: Asset }) => value(row.asset);
  return [
    tableOf(
      language,
      { "zh-CN": "表2　资产清单", en: "Table 2. Assets" },
      (column) => [
        column("序号", "No.", 1, ({ no }) => String(no), "right"),
        column(
          "名称",
          "Name",
          3,
          of(({ name }) => name[language]),
        ),
        column(
          "类型",
          "Type",
          2,
          of(({ role }) => roleWords[role][language]),
        ),
        column(
          "厂商 型号 版本",
          "Vendor, product, version",
          3,
          of(({ vendor, product, version }) => join([vendor, product, version])),
        ),
        column("地址", "Address", 3, of(addressesOf)),
        column(
          "协议",
          "Protocol",
          2,
          of(({ endpoints }) => join(endpoints.map(({ protocol }) => protocolNames[protocol]))),
        ),
        column(
          "区域",
          "Zone",
          2,
          of(({ site, zone }) => zones.get(`${site} ${zone ?? ""}`) ?? ""),
        ),
        column(
          "关键程度",
          "Criticality",
          2,
          of((asset) => String(criticalityOf(asset))),
          "right",
        ),
        column(
          "责任人",
          "Responsible",
          2.4,
          of(({ responsible, owner }) => responsible ?? owner ?? ""),
        ),
      ],
      rows,
    ),
  ];
};

const protocolNames = { opcua: "OPC UA", modbus: "Modbus" } as const;

function join(words: readonly (string | undefined)[]): string {
  return [...new Set(words.filter((word) => word !== undefined))].join(" ");
}

function addressesOf({ endpoints }: Asset): string {
  return join(endpoints.map(({ address, url }) => address ?? new URL(url).host));
}

export const topology: Part = ({ report, language }) => [
  {
    kind: "figure",
    caption: {
      "zh-CN": "图1　网络拓扑（按申报的区域与管道绘制）",
      en: "Figure 1. Network topology, from declared zones and conduits",
    }[language],
    alt: {
      "zh-CN": "各厂区的区域、区域内资产数量及区域间的管道",
      en: "Zones of every site, how many assets each holds, and the conduits between them",
    }[language],
    svg: drawTopology(report.inventory, language),
  },
];

/** Criticality as the value of an asset, 1 to 5. */
export const assetValues: Part = ({ report, language, assetName }) => {
  const open = Map.groupBy(
    report.findings.filter(({ status }) => status !== "resolved"),
    ({ assetId }) => assetId,
  );
  const rows = report.inventory.assets.toSorted((a, b) => criticalityOf(b) - criticalityOf(a) || (a.id < b.id ? -1 : 1));
  return [
    tableOf(
      language,
      { "zh-CN": "表2　资产赋值", en: "Table 2. Value of the assets" },
      (column) => [
        column("资产", "Asset", 4, ({ id }) => assetName(id)),
        column("类型", "Type", 2, ({ role }) => roleWords[role][language]),
        column("资产赋值（1—5）", "Value (1 to 5)", 2, (asset) => String(criticalityOf(asset)), "right"),
        column("未解决问题", "Unresolved findings", 2, ({ id }) => String(open.get(id)?.length ?? 0), "right"),
      ],
      rows,
    ),
  ];
};
