import ts from 'typescript';

/** One import of a file: what is imported, where, and whether only its types are. */
export type ImportOf = {
  readonly specifier: string;
  readonly line: number;
  readonly isTypeOnly: boolean;
};

/** Static imports and re-exports, and `import('…')` with a literal, in order of appearance. */
export function readImports(text: string, fileName = 'file.ts'): ImportOf[] {
  const source = ts.createSourceFile(fileName, text, ts.ScriptTarget.Latest, true);
  const found: ImportOf[] = [];
  const add = (node: ts.Node, specifier: ts.Expression | undefined, isTypeOnly: boolean) => {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    found.push({ specifier: specifier.text, line: line + 1, isTypeOnly });
  };
  const visit = (node: ts.Node) => {
    if (ts.isImportDeclaration(node)) {
      add(
        node,
        node.moduleSpecifier,
        node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword,
      );
    } else if (ts.isExportDeclaration(node)) add(node, node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The package that a specifier belongs to, or `null` for a relative path, Node's own modules and what a build makes up. */
export function packageOf(specifier: string): string | null {
  if (/^(\.|node:|virtual:)/.test(specifier)) return null;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? null);
}
