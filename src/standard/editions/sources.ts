import type { Source } from "../../core/source.ts";

/** Text of the 2017 办法 as reproduced on the web. */
export const QUALITY_TEXT: Source = {
  basis: "law",
  title: "教育部《县域义务教育优质均衡发展督导评估办法》教督〔2017〕6号, reproduced text",
  url: "https://jianpian.cn/a/ro2qawq",
};

/** The declaration form, seen as a copy kept with a supervision system's source code. */
export const DECLARATION_FORM: Source = {
  basis: "law",
  title: "优质均衡发展国家督导评估认定申报表（表Ⅰ–Ⅵ）, copy",
  url: "https://github.com/Michael8968/educational_supervision_system",
};

/** Provincial rules that repeat the national scope and eligibility. */
export const HEBEI_RULES: Source = {
  basis: "law",
  title: "河北省县域义务教育优质均衡发展督导评估实施细则, reproduced text",
  url: "https://m.zixin.com.cn/doc/2278587.html",
};

/** Annex to the 2012 办法 with the formula of the differential coefficient and its worked example. */
export const COEFFICIENT_ANNEX: Source = {
  basis: "law",
  title: "义务教育均衡发展差异系数计算方法（教督〔2012〕3号附件）, reproduced text",
  url: "https://m.777doc.com/doc-2019910.html",
};

/** Eight-indicator tables of the 2012 办法. */
export const BASIC_TABLES: Source = {
  basis: "law",
  title: "教育部《县域义务教育均衡发展督导评估暂行办法》教督〔2012〕3号, worked county tables",
  url: "https://max.book118.com/html/2015/0816/23463879.shtm",
};

/** Limits of the 2012 办法 as quoted in the project's source documents. */
export const BASIC_TEXT: Source = {
  basis: "law",
  title: "教育部《县域义务教育均衡发展督导评估暂行办法》教督〔2012〕3号, limits as quoted in reports on it",
};

/** Scope of the 2012 办法. */
export const BASIC_SCOPE: Source = {
  basis: "law",
  title: "义务教育均衡发展差异系数数据口径, reproduced text",
  url: "https://www.xiaomilidoc.com/p-11662321.html",
};

/** Recalled, not found again in the search for sources. */
export const MEMORY: Source = { basis: "memory", title: "recalled from the national documents; no copy was found" };
