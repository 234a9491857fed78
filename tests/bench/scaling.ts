/**
 * How cost grows: one national world at 1 %, 10 % and 100 % of the counties, and an ensemble of 10, 40 and 160 worlds of a small
 * sample. Each point is a process of its own. Prints a table and draws docs/images/scaling.svg.
 * Usage: npx tsx tests/bench/scaling.ts
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { plotCanvas, type Canvas } from "../../src/plots/plot-document.ts";
import { FONT_FAMILY } from "../../src/plots/theme.ts";

/** One measured point: what was varied, what it took against the calibrating loop, and memory. */
interface Point {
  readonly n: number;
  readonly cost: number;
  readonly peakMiB: number;
}

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const measure = (file: string, args: readonly (string | number)[]) =>
  JSON.parse(execFileSync("npx", ["tsx", here(file), ...args.map(String)], { encoding: "utf8" })) as Record<
    string,
    number
  >;
const pointOf = (n: number, line: Record<string, number>): Point => ({
  n,
  cost: line["seconds"]! / line["calibrationSeconds"]!,
  peakMiB: line["peakMiB"]!,
});

const counties = [0.01, 0.1, 1].map((share) => {
  const line = measure("./national.ts", ["--sample", share]);
  return pointOf(line["counties"]!, line);
});
const worlds = [10, 40, 160].map((n) => pointOf(n, measure("./ensemble.ts", [n, 0.0011])));
for (const [what, points] of [
  ["counties", counties],
  ["worlds", worlds],
] as const) {
  console.log(`| ${what} | calibrating loops | loops per thousand ${what} | peak MiB |\n|---|---|---|---|`);
  for (const { n, cost, peakMiB } of points)
    console.log(`| ${n} | ${cost.toFixed(2)} | ${((1000 * cost) / n).toFixed(2)} | ${peakMiB} |`);
}
writeFileSync(here("../../docs/images/scaling.svg"), await draw());

/** Four panels: time and memory over counties and over worlds, both axes logarithmic. */
async function draw(): Promise<string> {
  const canvas = await plotCanvas();
  const panels = [
    panel(canvas, counties, "cost", "calibrating loops", "counties of one world"),
    panel(canvas, worlds, "cost", "calibrating loops", "worlds of an ensemble"),
    panel(canvas, counties, "peakMiB", "peak memory, MiB", "counties of one world"),
    panel(canvas, worlds, "peakMiB", "peak memory, MiB", "worlds of an ensemble"),
  ];
  const [width, height] = [380, 260];
  const placed = panels.map(
    (svg, i) => `<g transform="translate(${(i % 2) * width} ${Math.floor(i / 2) * height})">${svg}</g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * width} ${2 * height}" font-family="${FONT_FAMILY.replaceAll('"', "'")}"><rect width="100%" height="100%" fill="#fff"/>${placed.join("")}</svg>\n`;
}

/** One panel; a dashed line shows growth in proportion through the last point and, over worlds, memory that does not grow. */
function panel(
  { plot, document, serialize }: Canvas,
  points: readonly Point[],
  y: "cost" | "peakMiB",
  yLabel: string,
  xLabel: string,
): string {
  const last = points.at(-1)!;
  const isMemory = y === "peakMiB";
  const guide = points.map(({ n }) => ({ n, value: isMemory ? points[0]!.peakMiB : (last[y] * n) / last.n }));
  const svg = plot.plot({
    document,
    width: 370,
    height: 250,
    marginLeft: 56,
    marginTop: 34,
    marginBottom: 44,
    insetLeft: 26,
    insetRight: 26,
    style: { fontFamily: FONT_FAMILY, fontSize: "12px" },
    x: {
      type: "log",
      label: xLabel,
      labelOffset: 40,
      ticks: points.map(({ n }) => n),
      tickFormat: (n: number) => n.toLocaleString("en"),
    },
    y: {
      type: isMemory ? "linear" : "log",
      label: yLabel,
      grid: true,
      ticks: 4,
      ...(isMemory && { zero: true }),
      inset: 12,
    },
    marks: [
      ...(isMemory && xLabel.startsWith("counties")
        ? []
        : [plot.line(guide, { x: "n", y: "value", stroke: "#888", strokeDasharray: "4 3" })]),
      plot.line(points, { x: "n", y, stroke: "#1f5fa8" }),
      plot.dot(points, { x: "n", y, fill: "#1f5fa8", r: 4 }),
      plot.text(points, {
        x: "n",
        y,
        text: (d: Point) => (isMemory ? d.peakMiB.toLocaleString("en") : d.cost.toPrecision(3)),
        dy: -12,
        fill: "#222",
        stroke: "#fff",
        strokeWidth: 3,
      }),
    ],
  });
  return serialize(svg as unknown as Element);
}
