import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** What is checked of an answer. */
export interface Answer {
  method: string;
  /** With or without a query. */
  path: string;
  status: number;
  /** As the header has it; undefined without a body. */
  contentType: string | undefined;
  /** Parsed if it is JSON. */
  body: unknown;
}

interface Operation {
  responses: Record<string, { content?: Record<string, unknown> }>;
}

interface Described {
  paths: Record<string, Record<string, Operation>>;
}

/** Throws if an answer is not one that the description of the API tells of. */
export type Conforms = (answer: Answer) => void;

const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

export function createConformance(document: Described): Conforms {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'api');
  const patterns = Object.keys(document.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));
  const validators = new Map<string, ValidateFunction>();

  return ({ method, path: asked, status, contentType, body }) => {
    const said = `${method} ${asked} → ${status} ${contentType ?? ''}`;
    const path = patterns.find(({ pattern }) => pattern.test(asked.split('?')[0] ?? ''))?.path;
    // What is no route is answered the same way everywhere: without a key 401, with one 404.
    const operation =
      path === undefined
        ? undefined
        : document.paths[path]?.[method === 'HEAD' ? 'get' : method.toLowerCase()];
    const type = contentType?.split(';')[0]?.trim() ?? '';
    if (path === undefined || !operation) {
      if (status < 400) throw new Error(`${said}: no such operation is described.`);
      validate('Problem', '#/components/schemas/Problem');
      return;
    }
    const response = operation.responses[String(status)];
    if (!response) throw new Error(`${said}: the description has ${Object.keys(operation.responses)} only.`);
    if (method === 'HEAD' || (!response.content && type === '')) return;
    if (!response.content?.[type]) {
      throw new Error(`${said}: the description has ${Object.keys(response.content ?? {})} only.`);
    }
    const place = [
      'paths',
      path,
      method.toLowerCase(),
      'responses',
      String(status),
      'content',
      type,
      'schema',
    ];
    if (/json$/.test(type)) validate(place.join(' '), `#/${place.map(escaped).join('/')}`);

    function validate(name: string, pointer: string): void {
      const known = validators.get(name) ?? ajv.compile({ $ref: `api${pointer}` });
      validators.set(name, known);
      if (known(body)) return;
      throw new Error(`${said}: ${ajv.errorsText(known.errors)} in ${JSON.stringify(body).slice(0, 500)}`);
    }
  };
}
