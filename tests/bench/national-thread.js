// Entry of a benchmark thread: plain JavaScript, so that the TypeScript behind it is loaded as modules.
import { register } from "tsx/esm/api";

register();
const { default: work } = await import("./national-worker.ts");
export default work;
