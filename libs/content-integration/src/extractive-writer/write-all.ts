import {
  createExtractiveWriter,
  createSource,
  type Material,
  materialKinds,
  type Source,
} from '@la-factoria/content';

export interface Written {
  source: Source;
  materials: Material[];
}

/** All eight materials of a text, by one writer, as a job writes them. */
export async function writeAll(text: string, targetMinutes?: number): Promise<Written> {
  const source = createSource({ text });
  const writer = createExtractiveWriter();
  const options = targetMinutes === undefined ? {} : { targetMinutes };
  const outline = await writer.outline(source, options);
  const materials: Material[] = [outline];
  for (const kind of materialKinds) {
    if (kind !== 'outline') materials.push(await writer.material(kind, source, outline, options));
  }
  return { source, materials };
}
