import {
  FIRST_YEAR,
  LAST_YEAR,
  PARAMETER_IDS,
  registryValue,
  SETTING_PARAMETER_IDS,
  isBySetting,
  type ParameterId,
  type SettingParameterId,
} from "./parameters.ts";
import { SETTINGS } from "./site-table.ts";

const POSITIONS = new Map<string, number>(PARAMETER_IDS.map((id, i) => [id, i]));
const SETTING_POSITIONS = new Map<string, number>(
  SETTING_PARAMETER_IDS.map((id, i) => [id, PARAMETER_IDS.length + SETTINGS.length * i]),
);

/**
 * Columns of one year of a profile: one for each parameter in registry order, then three (village, town, seat) for each
 * parameter that may differ by setting. The first column of such a parameter holds the changes that act in all settings alike.
 */
export const COLUMNS = PARAMETER_IDS.length + SETTINGS.length * SETTING_PARAMETER_IDS.length;

/** First column of a parameter in a profile row. */
export function parameterIndex(id: ParameterId): number {
  return POSITIONS.get(id)!;
}

/** Column of a parameter in a setting (0 village, 1 town, 2 seat). */
export function settingColumn(id: SettingParameterId, setting: number): number {
  return SETTING_POSITIONS.get(id)! + setting;
}

/** Every column of a parameter: its first, then those of village, town and seat where it may differ by setting. */
export function columnsOf(id: ParameterId): readonly number[] {
  const first = parameterIndex(id);
  return isBySetting(id) ? [first, ...SETTINGS.map((_, setting) => settingColumn(id, setting))] : [first];
}

/** The registry's values in the layout of a profile: year after year from `FIRST_YEAR`. */
export function registryProfile(): Float64Array {
  const years = LAST_YEAR - FIRST_YEAR + 1;
  const values = new Float64Array(years * COLUMNS);
  for (let k = 0; k < years; k++) {
    for (const id of PARAMETER_IDS) {
      for (const column of columnsOf(id)) values[k * COLUMNS + column] = registryValue(id, FIRST_YEAR + k);
    }
  }
  return values;
}
