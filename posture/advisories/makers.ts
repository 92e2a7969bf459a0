/**
 * Names under which makers of plant equipment go in inventories and advisories, Chinese and former ones; the first is the key. Only names
 * that mean the same maker beyond doubt stand here: what holds in one plant alone a person adds as an alias.
 */
export const makers: readonly (readonly string[])[] = [
  ["siemens", "西门子"],
  ["schneider electric", "施耐德电气", "施耐德"],
  ["rockwell automation", "allen bradley", "罗克韦尔自动化", "罗克韦尔"],
  ["beckhoff", "beckhoff automation", "倍福"],
  ["phoenix contact", "菲尼克斯电气", "菲尼克斯"],
  ["mitsubishi electric", "三菱电机"],
  ["omron", "欧姆龙"],
  ["honeywell", "霍尼韦尔"],
  ["emerson", "emerson electric", "艾默生"],
  ["yokogawa", "yokogawa electric", "横河", "横河电机"],
  ["wago", "wago kontakttechnik", "万可"],
  ["moxa", "摩莎"],
  ["advantech", "研华", "研华科技"],
  ["codesys", "3s smart software solutions"],
  ["weidmueller", "weidmuller", "魏德米勒"],
  ["pilz", "皮尔磁"],
  ["festo", "费斯托"],
  ["bosch rexroth", "博世力士乐"],
  ["b r", "b r industrial automation", "贝加莱"],
  ["hikvision", "hangzhou hikvision digital technology", "海康威视", "杭州海康威视数字技术"],
  ["hollysys", "和利时"],
  ["supcon", "zhejiang supcon technology", "中控技术", "浙江中控技术", "浙大中控"],
  ["inovance", "inovance technology", "汇川技术", "汇川"],
  ["delta electronics", "台达", "台达电子"],
  ["huawei", "huawei technologies", "华为"],
  ["xinje", "wuxi xinje electric", "信捷", "信捷电气"],
  ["kepware", "ptc kepware"],
];
