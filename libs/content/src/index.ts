export { createExtractiveWriter } from './adapters/lazy-extractive-writer.ts';
export { createBudget } from './cost/create-budget.ts';
export { ContentError, type ContentErrorCode } from './errors.ts';
export { checkMaterial, type QualityIssue } from './materials/check-material.ts';
export { type MaterialKind, materialKinds } from './materials/material-kinds.ts';
export type { Quality } from './materials/quality.ts';
export {
  type Draft,
  type Material,
  type Materials,
  materialSchemas,
  type Outline,
} from './materials/schemas.ts';
export type { Budget } from './ports/budget.ts';
export type { CallUsage } from './ports/text-model.ts';
export type { DerivedKind, ShapingOptions, SpeakingRate, Writer, WritingOptions } from './ports/writer.ts';
export { type Cohesion, measureCohesion } from './quality/measure-cohesion.ts';
export { measureQuality } from './quality/measure-quality.ts';
export { renderCsv } from './rendering/render-csv.ts';
export { renderMarkdown } from './rendering/render-markdown.ts';
export type { Citation, Passage, PassageKind, Source, SourceSection } from './source.ts';
export { maxSourceCharacters, minSourceCharacters } from './source/check-text.ts';
export { createSource, restoreSource, type SourceInput } from './source/create-source.ts';
export { targetCharacters as expectedScriptCharacters } from './writing/podcast/script-length.ts';
