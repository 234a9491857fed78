// Entry of a worker thread: plain JavaScript, so that the pool loads it as a module and the TypeScript behind it stays one.
// (Loaded as CommonJS, every constant of another file becomes a getter, and the model runs at two thirds of its speed.)
import { register } from "tsx/esm/api";

register();
const { default: work } = await import("./world-worker.ts");
export default work;
