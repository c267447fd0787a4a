import {
  createSource,
  type DerivedKind,
  type Materials,
  type Outline,
  type Source,
} from '@la-factoria/content';

import { readFixture } from '../fixture.ts';
import { openWorkbench } from './model-workbench.ts';
import type { Reshape } from './reshape-answers.ts';

/** A page about the cells of plants. */
export const plants = createSource({ text: readFixture('plant-cells') });

/** What a model that keeps to its rules makes of it. */
export async function writeOutlineOf(source: Source): Promise<Outline> {
  const { writer, options } = await openWorkbench();
  return writer.outline(source, options);
}

/** One material of a model whose answers are changed on their way: what came of it, or the error. */
export async function writeReshaped<Kind extends DerivedKind>(
  kind: Kind,
  { source, outline }: { source: Source; outline: Outline },
  reshape: Reshape,
) {
  const { server, writer, options } = await openWorkbench({ reshape });
  const writing: Promise<Materials[Kind]> = writer.material(kind, source, outline, options);
  const material = await writing.catch((error: unknown) => error);
  return { server, writing, material, calls: server.calls.length };
}
