export { ContentError, type ContentErrorCode } from './errors.ts';
export { type MaterialKind, materialKinds } from './materials/material-kinds.ts';
export type { Quality } from './materials/quality.ts';
export { type Material, type Materials, materialSchemas, type Outline } from './materials/schemas.ts';
export type { DerivedKind, SpeakingRate, Writer, WritingOptions } from './ports/writer.ts';
export type { Citation, Passage, PassageKind, Source, SourceSection } from './source.ts';
