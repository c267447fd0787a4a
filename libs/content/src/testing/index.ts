export { buildLongText, buildSource } from './source-builders.ts';
export { describeWriterContract, writeMaterial } from './writer-contract.ts';
