import fc from 'fast-check';

/** JSON Schema, as far as the API's own requests use it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  maxItems?: number;
}

const wrong = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom('__proto__', '\0', '\ud800', 1e308, -0),
);

/** Values that mostly fit a schema and sometimes, anywhere within, do not. */
export function arbitraryOf(schema: Schema, components: Record<string, Schema>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: fitting(schema, components) }, { weight: 1, arbitrary: wrong });
}

function fitting(schema: Schema, components: Record<string, Schema>): fc.Arbitrary<unknown> {
  const within = (part: Schema) => arbitraryOf(part, components);
  if (schema.$ref) {
    const component = components[schema.$ref.split('/').at(-1) ?? ''];
    if (!component) throw new Error(`There is no ${schema.$ref}.`);
    return within(component);
  }
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.properties) {
    const properties = Object.entries(schema.properties).map(([name, part]) => [name, within(part)] as const);
    const known = fc.record(Object.fromEntries(properties), { requiredKeys: [] });
    const whole = fc.record(Object.fromEntries(properties), { requiredKeys: schema.required ?? [] });
    const unknown = fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 1 }), {
      maxKeys: 2,
    });
    return fc.oneof(
      { weight: 5, arbitrary: whole },
      { weight: 2, arbitrary: known },
      { weight: 1, arbitrary: fc.tuple(whole, unknown).map(([a, b]) => ({ ...a, ...b })) },
    );
  }
  const parts = schema.anyOf ?? schema.oneOf;
  if (parts) return fc.oneof(...parts.map(within));
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer();
    case 'number':
      return fc.oneof(
        fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true }),
        fc.integer(),
      );
    case 'array':
      return fc.array(schema.items ? within(schema.items) : fc.jsonValue(), {
        maxLength: schema.maxItems ?? 9,
      });
    default:
      return fc.oneof(
        fc.string({ maxLength: Math.min(schema.maxLength ?? 120, 120) + 1 }),
        fc.string({ unit: 'binary', minLength: 50, maxLength: 400 }),
        fc.constantFrom('en', 'http://127.0.0.1/', 'file:///etc/passwd', '2030-01-01T00:00:00Z', 'ana'),
      );
  }
}
