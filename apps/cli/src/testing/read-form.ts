import { buffer } from 'node:stream/consumers';

/** A form as the API takes it. */
export interface RecordedForm {
  /** The names of the parts, in their order. */
  parts: string[];
  fileName: string;
  contentType: string;
  bytes: Buffer;
  options: unknown;
}

/** What a body of the type `multipart/form-data` holds; undefined for another type. */
export async function readForm(body: Buffer, contentType = ''): Promise<RecordedForm | undefined> {
  if (!contentType.startsWith('multipart/form-data')) return undefined;
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  const file = form.get('file');
  if (file === null || typeof file === 'string') throw new Error('The form has no file in the part file.');
  return {
    ...{ parts: [...form.keys()], fileName: file.name, contentType: file.type },
    ...{ bytes: await buffer(file.stream()), options: JSON.parse(String(form.get('options'))) },
  };
}
