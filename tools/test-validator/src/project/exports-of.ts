import type { Node } from 'oxc-parser';

import type { Module } from '../syntax/parse-module.ts';
import { bare, isFunction, keyName, propertyName, stringOf } from '../syntax/nodes.ts';

/** What a module gives under a name. */
export type Exported =
  /** A declaration or expression of the module. */
  | { kind: 'local'; node: Node }
  /** Another module's export; `*` is the whole of it. */
  | { kind: 'from'; source: string; name: string };

export interface Exports {
  /** By exported name; `default` and, of CommonJS, `module.exports` itself too. */
  named: ReadonlyMap<string, Exported>;
  /** Sources of `export * from`. */
  stars: readonly string[];
}

/** Reads the exports of a module, of both kinds. */
export function exportsOf(module: Module): Exports {
  const named = new Map<string, Exported>();
  const stars: string[] = [];
  for (const statement of module.program.body) {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        for (const { local, exported } of statement.specifiers) {
          const name = nameOf(exported);
          if (statement.source !== null) {
            named.set(name, { kind: 'from', source: statement.source.value, name: nameOf(local) });
          } else named.set(name, { kind: 'local', node: local });
        }
        for (const [name, node] of declared(statement.declaration)) named.set(name, { kind: 'local', node });
        break;
      case 'ExportDefaultDeclaration':
        named.set('default', { kind: 'local', node: statement.declaration });
        break;
      case 'ExportAllDeclaration':
        if (statement.exported === null) stars.push(statement.source.value);
        else
          named.set(nameOf(statement.exported), { kind: 'from', source: statement.source.value, name: '*' });
        break;
      case 'TSExportAssignment':
        named.set('default', { kind: 'local', node: statement.expression });
        break;
      case 'ExpressionStatement':
        for (const [name, node] of commonJs(statement.expression)) {
          if (!named.has(name)) named.set(name, { kind: 'local', node });
        }
        break;
      default:
    }
  }
  return { named, stars };
}

function declared(declaration: Node | null): [string, Node][] {
  if (declaration === null) return [];
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }): [string, Node][] =>
      id.type === 'Identifier' ? [[id.name, id]] : [],
    );
  }
  if ((isFunction(declaration) || declaration.type === 'ClassDeclaration') && declaration.id != null) {
    return [[declaration.id.name, declaration]];
  }
  return [];
}

/** `module.exports = …`, `module.exports.name = …`, `exports.name = …`, also chained. */
function commonJs(expression: Node): [string, Node][] {
  if (expression.type !== 'AssignmentExpression') return [];
  const value = bare(expression.right);
  const target = expression.left;
  const further = commonJs(value);
  const node = value.type === 'AssignmentExpression' ? value.right : value;
  if (target.type !== 'MemberExpression') return further;
  const name = propertyName(target);
  if (isNamed(target.object, 'module') && name === 'exports') {
    const members =
      node.type === 'ObjectExpression'
        ? node.properties.flatMap((property): [string, Node][] => {
            const key = property.type === 'Property' ? keyName(property.key, property.computed) : undefined;
            return property.type === 'Property' && key !== undefined ? [[key, property.value]] : [];
          })
        : [];
    return [['default', node], ...members, ...further];
  }
  const object = target.object;
  const isExports =
    isNamed(object, 'exports') ||
    (object.type === 'MemberExpression' &&
      isNamed(object.object, 'module') &&
      propertyName(object) === 'exports');
  return isExports && name !== undefined ? [[name, node], ...further] : further;
}

function isNamed(node: Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : (stringOf(node) ?? '');
}
