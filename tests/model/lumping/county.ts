import { emptyPupilFlows } from "../../../src/model/accounts.ts";
import { recountStaff } from "../../../src/model/staff-counts.ts";
import { formClasses } from "../../../src/model/processes/classes.ts";
import * as m from "../../../src/model/state.ts";
import { sixSites } from "../six-sites.ts";
import { county, staff, sum, type TeacherRow } from "../worlds.ts";

/** Pupils for whom each site is built and staffed. */
const BUILT_FOR = [40, 130, 240, 160, 260, 340];

/** The county of six sites, about half as large again, with stocks and teachers near the standard, so that it certifies in some worlds. */
export function nearStandard(): m.CountyState {
  const state = sixSites();
  const { sites } = state;
  state.births.fill(135);
  state.placeTaste.set([-0.6, -0.3, 0.3, 0.3, -0.4, -0.7]);
  sites.rooms.set([4, 6, 6, 3, 6, 12]);
  BUILT_FOR.forEach((pupils, site) => {
    sites.teachingArea[site] = 8 * pupils;
    sites.sportsArea[site] = 13 * pupils;
    sites.equipment[site] = 4500 * pupils;
    sites.multimediaRooms[site] = Math.ceil(0.04 * pupils);
  });
  sites.equipment.forEach((yuan, site) => {
    for (let age = 0; age < 8; age++) sites.vintages[site * 10 + age] = Math.floor(yuan / 8);
    sites.vintages[site * 10] = yuan - 7 * Math.floor(yuan / 8);
  });
  const teachers = BUILT_FOR.flatMap((pupils, site) => [
    ...teachersOf(site, 0, site === 3 ? 0 : site === 5 ? 190 : pupils),
    ...teachersOf(site, 1, site === 3 ? pupils : site === 5 ? 150 : 0),
  ]);
  const staffed = county({ sites: BUILT_FOR.map(() => ({})), teachers });
  formClasses(state);
  const pupilsLastYear = sum(state.pupils);
  Object.assign(state.pupilFlows, emptyPupilFlows(pupilsLastYear));
  state.tally.trained = teachers.length;
  state.queue.planYear = 2027;
  const whole = {
    ...state,
    birthShare: 1.5e-5,
    teachers: staffed.teachers,
    staff: staffed.staff,
    posts: staffed.posts,
    teacherFlows: staffed.teacherFlows,
  };
  recountStaff(whole);
  return whole;
}

function teachersOf(site: number, stage: number, pupils: number): TeacherRow[] {
  if (pupils === 0) return [];
  const n = Math.ceil(pupils / (stage === 0 ? 17 : 12.5));
  const backbone = Math.ceil(pupils / 70);
  const arts = Math.ceil(pupils / 70);
  return [
    ...staff(backbone, { site, stage, isBackbone: true, born: 1988 }),
    ...staff(arts, { site, stage, subject: m.PE, born: 1990 }),
    ...staff(Math.max(0, n - backbone - arts), { site, stage, born: 1986 }),
  ];
}
