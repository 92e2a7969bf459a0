/** Words of the comparison of enterprises. */
export const comparisonPage = {
  "page.comparison": "企业汇总",
  "comparison.whole": "全部企业",
  "comparison.by-industry": "按行业",
  "comparison.by-type": "按类型",
  "comparison.by-grade": "按级别",
  "comparison.group": "分组",
  "comparison.enterprises": "企业数",
  "comparison.mean": "平均得分",
  "comparison.lowest": "最低得分",
  "comparison.capped": "被封顶",
  "comparison.no-industry": "未填写行业",
  "comparison.note": "每家企业同等计入平均；仿真企业与真实企业从不合并",
  "comparison.unscored": (p: { n: number }) => `${p.n} 家尚无得分，未计入平均`,
  "comparison.none": "没有可汇总的企业。",
  "comparison.open": "企业汇总",
} as const;
