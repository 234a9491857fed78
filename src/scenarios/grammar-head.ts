import { BILINGUAL, ID } from "./grammar-shapes.ts";

const isRequired = true;

/** Version of the file format. */
export const FORMAT = 1;

/** The head of every file. */
export const HEAD_KEYS = {
  junheng: {
    isRequired,
    shape: { kind: "constant", value: FORMAT },
    about: { zh: "文件格式的版本。", en: "Version of the file format." },
  },
  kind: {
    isRequired,
    shape: { kind: "word", words: "kind" },
    about: { zh: "文件的类型。", en: "What the file is." },
  },
  id: { isRequired, shape: ID, about: { zh: "文件的编号。", en: "Id of the file." } },
  title: { isRequired, shape: BILINGUAL, about: { zh: "名称。", en: "Title." } },
  model: {
    shape: { kind: "model" },
    about: {
      zh: "写文件时参数库的版本；旧版本的文件读入时会迁移。",
      en: "Version of the registry the file was written for; files of older versions are migrated as they are read.",
    },
  },
  note: { shape: BILINGUAL, about: { zh: "给人看的说明。", en: "Text for people." } },
  source: {
    shape: { kind: "map", of: "source" },
    about: { zh: "没有写来源的改动的来源。", en: "Source of every change that names none." },
  },
} as const;
