export type { FaultPlan, FaultSettings } from './gemini-server/faults/fault.ts';
export type { PlannedFault } from './gemini-server/faults/fault-plans.ts';
export { type FaultName, faultNames } from './gemini-server/faults/faults.ts';
export type { GeminiCall, GeminiMethod, UsageMetadata } from './gemini-server/gemini-call.ts';
export {
  type GeminiServer,
  type GeminiServerOptions,
  startGeminiServer,
} from './gemini-server/start-gemini-server.ts';
