/**
 * Government and quality items that a county settles by decision (order of the 2017 form):
 * layout plan, unified standards, small schools funded as 100, special-education funding, teacher pay,
 * posts allocated by the county, places of elite senior schools, disabled children, charters, use of IT, moral education, homework.
 */
export const POLICY_ITEMS = [
  "layoutPlan",
  "unifiedStandards",
  "smallSchoolFunding",
  "specialEducationFunding",
  "teacherPay",
  "postAllocation",
  "elitePlaces",
  "disabledChildren",
  "charters",
  "informationTechnology",
  "moralEducation",
  "homework",
] as const;
/** Items from this position on belong to the quality block. */
export const FIRST_QUALITY_POLICY_ITEM = 7;
