/**
 * Permanent id of a teacher: hiring cohort (2020 = initial staff), site of the first post, stage and ordinal, so that it does
 * not depend on who else was hired. 4 bits of year, 13 of site, 1 of stage, 12 of ordinal.
 * @throws RangeError if a part does not fit.
 */
export function teacherId(year: number, site: number, stage: number, ordinal: number): number {
  const cohort = year - 2020;
  if (cohort < 0 || cohort > 15 || site > 8191 || ordinal > 4095) {
    throw new RangeError(
      `teacher of ${year}, site ${site}, ordinal ${ordinal} has no id; expected 2020–2035, up to 8191 and 4095`,
    );
  }
  return (cohort << 26) | (site << 13) | (stage << 12) | ordinal;
}

/** School year in which a teacher was hired; 2020 for the initial staff. */
export function cohortOf(id: number): number {
  return 2020 + (id >>> 26);
}
