import { type Node, type Program, visitorKeys } from 'oxc-parser';

import { fieldOf, isNode, setParent } from './nodes.ts';

/** A name and what it was declared as. */
export interface Binding {
  name: string;
  kind: 'import' | 'const' | 'let' | 'var' | 'function' | 'class' | 'param' | 'catch' | 'other';
  /** The declarator, function, class, import specifier, or function of the parameter. */
  declaration: Node;
  /** The identifier that declares it. */
  identifier: Node;
  /** Where it is used, without its declaration. */
  references: Reference[];
}

export interface Reference {
  node: Node;
  /** It gets a value here: assigned, incremented, the variable of a `for … of`. */
  isWrite: boolean;
}

export interface Bindings {
  /** What an identifier means; undefined for a global. */
  of(identifier: Node): Binding | undefined;
  /** What stands at the top of the file. */
  top: ReadonlyMap<string, Binding>;
}

class Scope {
  readonly names = new Map<string, Binding>();
  readonly parent: Scope | undefined;
  readonly isFunction: boolean;

  constructor(parent: Scope | undefined, isFunction: boolean) {
    this.parent = parent;
    this.isFunction = isFunction;
  }

  find(name: string): Binding | undefined {
    return this.names.get(name) ?? this.parent?.find(name);
  }

  /** Where `var` and functions of sloppy blocks go. */
  get functionScope(): Scope {
    return this.isFunction || this.parent === undefined ? this : this.parent.functionScope;
  }
}

/** Finds what each name of a program means. Also sets `parent` on every node. */
export function bindNames(program: Program): Bindings {
  const binder = new Binder();
  const top = new Scope(undefined, true);
  binder.visitChildren(program, top);
  binder.resolve();
  return { of: (identifier) => (identifier as Bound).binding, top: top.names };
}

/** An identifier with what it means, kept on itself: a table beside the tree takes twice as long. */
type Bound = Node & { binding?: Binding };

class Binder {
  // What is declared below is known at the end only. Three lists, not one of objects: there are millions of names.
  readonly #used: (Node & { name: string })[] = [];
  readonly #scopes: Scope[] = [];
  readonly #writes = new Set<Node>();

  resolve(): void {
    this.#used.forEach((node, index) => {
      const binding = this.#scopes[index]?.find(node.name);
      if (binding === undefined) return;
      (node as Bound).binding = binding;
      if (node !== binding.identifier) binding.references.push({ node, isWrite: this.#writes.has(node) });
    });
  }

  visitChildren(node: Node, scope: Scope): void {
    const keys = visitorKeys[node.type];
    if (keys === undefined) return;
    for (const key of keys) {
      const value = fieldOf(node, key);
      if (Array.isArray(value)) {
        for (const item of value) if (isNode(item)) this.#visitChild(item, node, scope);
      } else if (isNode(value)) this.#visitChild(value, node, scope);
    }
  }

  #visitChild(child: Node, parent: Node, scope: Scope): void {
    setParent(child, parent);
    this.#visit(child, scope);
  }

  #visit(node: Node, scope: Scope): void {
    switch (node.type) {
      case 'Identifier':
      case 'JSXIdentifier':
        this.#use(node, scope);
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression': {
        if (node.type === 'FunctionDeclaration' && node.id !== null) {
          this.#declare(node.id, 'function', node, scope);
        }
        const inner = new Scope(scope, true);
        if (node.type === 'FunctionExpression' && node.id !== null) {
          this.#declare(node.id, 'function', node, inner);
        }
        for (const param of node.params) {
          setParent(param, node);
          this.#declarePattern(param, 'param', node, inner);
        }
        if (node.body !== null) {
          setParent(node.body, node);
          if (node.body.type === 'BlockStatement') this.visitChildren(node.body, inner);
          else this.#visit(node.body, inner);
        }
        return;
      }
      case 'ClassDeclaration':
      case 'ClassExpression': {
        if (node.id !== null) this.#declare(node.id, 'class', node, scope);
        this.visitChildren(node, scope);
        return;
      }
      case 'VariableDeclaration':
        for (const declarator of node.declarations) {
          setParent(declarator, node);
          const kind = node.kind === 'let' || node.kind === 'var' ? node.kind : 'const';
          this.#declarePattern(declarator.id, kind, declarator, kind === 'var' ? scope.functionScope : scope);
          setParent(declarator.id, declarator);
          if (declarator.init !== null) this.#visitChild(declarator.init, declarator, scope);
        }
        return;
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) {
          setParent(specifier, node);
          this.#declare(specifier.local, 'import', specifier, scope);
        }
        return;
      case 'TSImportEqualsDeclaration':
        this.#declare(node.id, 'import', node, scope);
        return;
      case 'TSEnumDeclaration':
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') this.#declare(node.id, 'other', node, scope);
        this.visitChildren(node, new Scope(scope, true));
        return;
      case 'BlockStatement':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'SwitchStatement':
      case 'StaticBlock':
        this.visitChildren(node, new Scope(scope, false));
        return;
      case 'CatchClause': {
        const inner = new Scope(scope, false);
        if (node.param !== null) {
          setParent(node.param, node);
          this.#declarePattern(node.param, 'catch', node, inner);
        }
        setParent(node.body, node);
        this.visitChildren(node.body, inner);
        return;
      }
      case 'AssignmentExpression':
        setParent(node.left, node);
        this.#assign(node.left, scope);
        this.#visitChild(node.right, node, scope);
        return;
      case 'UpdateExpression':
        setParent(node.argument, node);
        this.#assign(node.argument, scope);
        return;
      case 'MemberExpression':
        this.#visitChild(node.object, node, scope);
        setParent(node.property, node);
        if (node.computed) this.#visit(node.property, scope);
        return;
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
      case 'AccessorProperty':
        setParent(node.key, node);
        if (node.computed) this.#visit(node.key, scope);
        if (node.value !== null) this.#visitChild(node.value, node, scope);
        return;
      case 'ExportSpecifier':
        setParent(node.local, node);
        if (node.local.type === 'Identifier' && !isReExport(node.parent)) this.#visit(node.local, scope);
        return;
      case 'JSXAttribute':
        if (node.value !== null) this.#visitChild(node.value, node, scope);
        return;
      case 'LabeledStatement':
        this.#visitChild(node.body, node, scope);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
      case 'TSNonNullExpression':
      case 'TSInstantiationExpression':
      case 'TSExportAssignment':
        this.#visitChild(node.expression, node, scope);
        return;
      case 'TSParameterProperty':
      case 'TSModuleBlock':
      case 'TSEnumBody':
      case 'TSEnumMember':
        this.visitChildren(node, scope);
        return;
      default:
        // Types name nothing that runs.
        if (!node.type.startsWith('TS')) this.visitChildren(node, scope);
    }
  }

  #use(node: Node & { name: string }, scope: Scope): void {
    this.#used.push(node);
    this.#scopes.push(scope);
  }

  #declare(identifier: Node, kind: Binding['kind'], declaration: Node, scope: Scope): void {
    if (identifier.type !== 'Identifier') return;
    setParent(identifier, declaration);
    // The first declaration stays: overloads and `var` twice mean one thing.
    if (!scope.names.has(identifier.name)) {
      scope.names.set(identifier.name, {
        name: identifier.name,
        kind,
        declaration,
        identifier,
        references: [],
      });
    }
    this.#use(identifier, scope);
  }

  #declarePattern(pattern: Node, kind: Binding['kind'], declaration: Node, scope: Scope): void {
    this.#eachTarget(pattern, scope, (identifier) => this.#declare(identifier, kind, declaration, scope));
  }

  #assign(target: Node, scope: Scope): void {
    this.#eachTarget(target, scope, (identifier) => {
      if (identifier.type !== 'Identifier') return;
      this.#writes.add(identifier);
      this.#use(identifier, scope);
    });
  }

  /** The names that a pattern fills; what it computes on the way (defaults, keys) is visited. */
  #eachTarget(pattern: Node, scope: Scope, take: (identifier: Node) => void): void {
    const within = (child: Node): void => {
      setParent(child, pattern);
      this.#eachTarget(child, scope, take);
    };
    switch (pattern.type) {
      case 'Identifier':
        take(pattern);
        return;
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') within(property);
          else {
            setParent(property, pattern);
            if (property.computed) this.#visitChild(property.key, property, scope);
            setParent(property.value, property);
            this.#eachTarget(property.value, scope, take);
          }
        }
        return;
      case 'ArrayPattern':
        for (const element of pattern.elements) if (element !== null) within(element);
        return;
      case 'AssignmentPattern':
        within(pattern.left);
        this.#visitChild(pattern.right, pattern, scope);
        return;
      case 'RestElement':
        within(pattern.argument);
        return;
      case 'TSParameterProperty':
        within(pattern.parameter);
        return;
      default:
        this.#visit(pattern, scope);
    }
  }
}

function isReExport(node: Node | null | undefined): boolean {
  return node?.type === 'ExportNamedDeclaration' && node.source !== null;
}
