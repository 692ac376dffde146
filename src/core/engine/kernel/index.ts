export * from "./settings";
export { simulate } from "./simulate";
export { sweep } from "./sweep";
