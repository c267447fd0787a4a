export {
  buildModelAnswer,
  buildModelCall,
  createFakeTextModel,
  type FakeTextModel,
} from './fake-text-model.ts';
export { createManualClock, type ManualClock } from './manual-clock.ts';
export { buildOutline } from './material-builders.ts';
export { settled } from './settled.ts';
export { buildLongText, buildSource } from './source-builders.ts';
export {
  buildContractCall,
  describeTextModelContract,
  type NeutralReply,
  type TextModelHarness,
} from './text-model-contract.ts';
export { describeTextModelSmoke } from './text-model-smoke.ts';
export { watchPromise, type WatchedPromise } from './watch-promise.ts';
export { describeWriterContract, writeMaterial } from './writer-contract.ts';
