/** Six small counties of two provinces, in the form of a user's table. */
export const SMALL_COUNTIES = [
  "province,county,pop_2020,urban_pop_2020,age_0,age_1_4,age_5_9,age_10_14,mig_other_county_same_prov,mig_other_province",
  ...[1, 2, 3].flatMap((i) => [
    `浙江,甲${i}县,${60_000 * i},${30_000 * i},${500 * i},${2300 * i},${3100 * i},${2800 * i},${9000 * i},${8000 * i}`,
    `甘肃,乙${i}县,${50_000 * i},${18_000 * i},${520 * i},${2500 * i},${3300 * i},${3100 * i},${3000 * i},${800 * i}`,
  ]),
].join("\n");
